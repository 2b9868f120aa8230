import { z } from 'zod';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { statusOf } from '../transport/engine-error.ts';

const imageSchema = z.object({
  Id: z.string(),
  Config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }).nullish(),
});

export interface ImageFacts {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Returns an image that is on the engine, or undefined. */
export async function inspectImage(connection: EngineConnection, reference: string): Promise<ImageFacts | undefined> {
  try {
    const answer = await connection.ask(`Inspecting image ${reference}`, async (docker): Promise<unknown> =>
      docker.getImage(reference).inspect(),
    );
    const { Id, Config } = imageSchema.parse(answer);
    return { id: Id, labels: Config?.Labels ?? {} };
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
