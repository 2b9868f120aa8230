import { z } from 'zod';
import { jsonLines } from '../transport/json-lines.ts';

const messageSchema = z.object({
  stream: z.string().optional(),
  status: z.string().optional(),
  id: z.string().optional(),
  error: z.string().optional(),
  errorDetail: z.object({ message: z.string() }).optional(),
  progressDetail: z.object({ current: z.number() }).partial().nullish(),
});

/**
 * Reads the progress of a build, a pull or an import to its end, and hands on its lines.
 * @throws an Error with the engine's words when it says that it failed: the HTTP status was sent long before.
 */
export async function followImageProgress(stream: AsyncIterable<unknown>, onProgress: (line: string) => void): Promise<void> {
  for await (const line of jsonLines(stream)) {
    const message = messageSchema.safeParse(parseLine(line)).data;
    const failure = message?.errorDetail?.message ?? message?.error;
    if (failure !== undefined) throw new Error(failure.trim());
    // The bytes of each layer would drown everything else.
    if (message === undefined || message.progressDetail?.current !== undefined) continue;
    const text = message.stream ?? (message.id === undefined ? message.status : `${message.id}: ${message.status ?? ''}`) ?? '';
    for (const part of text.split('\n')) if (part.trim() !== '') onProgress(part.trimEnd());
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
