import { z } from 'zod';
import { FaultlineError } from '../../errors/faultline-error.ts';
import type { ExecRequest, ExecResult } from '../engine.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { demultiplex } from './demultiplex.ts';

const OUTPUT_LIMIT_BYTES = 64 * 1024;

const inspectSchema = z.object({ ExitCode: z.number().nullish(), Running: z.boolean() });

/**
 * Returns how a command inside a container ended.
 * @throws ERR_TIMEOUT when it takes longer than its limit. It then goes on inside: the Engine API cannot end it.
 */
export async function runExec(connection: EngineConnection, id: string, request: ExecRequest): Promise<ExecResult> {
  const what = `Running '${request.command.join(' ')}' inside a container`;
  const abortSignal = AbortSignal.timeout(request.timeoutMs);
  try {
    const exec = await connection.ask(what, async (docker) =>
      docker.getContainer(id).exec({
        Cmd: [...request.command],
        AttachStdout: true,
        AttachStderr: true,
        ...(request.user === undefined ? {} : { User: request.user }),
        abortSignal,
      }),
    );
    const stream = await connection.ask(what, async () => exec.start({ Detach: false, Tty: false, abortSignal }));
    abortSignal.addEventListener('abort', () => stream.destroy(), { once: true });
    const output = await collect(stream);
    abortSignal.throwIfAborted();
    const { ExitCode } = inspectSchema.parse(await connection.ask(what, async (): Promise<unknown> => exec.inspect({ abortSignal })));
    return { exitCode: ExitCode ?? -1, output };
  } catch (error) {
    if (!abortSignal.aborted) throw error;
    throw new FaultlineError('ERR_TIMEOUT', `${what}: not done within ${request.timeoutMs} ms.`, { cause: error });
  }
}

async function collect(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const { data } of demultiplex(stream)) {
    if (size < OUTPUT_LIMIT_BYTES) chunks.push(data.subarray(0, OUTPUT_LIMIT_BYTES - size));
    size += data.length;
  }
  return Buffer.concat(chunks).toString();
}
