import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { describeError } from '../../errors/describe-error.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';
import type { EngineAddress } from './engine-address.ts';
import { readTlsFiles } from './tls-files.ts';

const configSchema = z.object({ currentContext: z.string().optional() });
const metaSchema = z.object({
  Endpoints: z.object({ docker: z.object({ Host: z.string(), SkipTLSVerify: z.boolean().optional() }) }),
});

/** Returns the name of the context that `docker context use` chose, or undefined. */
export async function currentContext(configDirectory: string): Promise<string | undefined> {
  const file = path.join(configDirectory, 'config.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parse(configSchema, text, file).currentContext;
}

/**
 * Returns the address that a docker context stands for.
 * @throws ERR_ENGINE_UNREACHABLE when there is no such context.
 * @see https://github.com/docker/cli/blob/master/cli/context/store/doc.go for the layout of the store
 */
export async function readContext(configDirectory: string, name: string): Promise<EngineAddress> {
  const id = createHash('sha256').update(name).digest('hex');
  const file = path.join(configDirectory, 'contexts', 'meta', id, 'meta.json');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new FaultlineError('ERR_ENGINE_UNREACHABLE', `The docker context '${name}' does not exist: ${describeError(error)}`, {
      hint: 'See `docker context ls`, or set DOCKER_HOST or DOCKER_CONTEXT.',
      cause: error,
    });
  });
  const { Host, SkipTLSVerify } = parse(metaSchema, text, file).Endpoints.docker;
  const tlsDirectory = path.join(configDirectory, 'contexts', 'tls', id, 'docker');
  const hasTls = await stat(tlsDirectory).then(
    () => true,
    () => false,
  );
  return {
    endpoint: Host,
    source: `the docker context '${name}'`,
    ...(hasTls || SkipTLSVerify === true ? { tls: await readTlsFiles(tlsDirectory, SkipTLSVerify !== true) } : {}),
  };
}

function parse<T>(schema: z.ZodType<T>, text: string, file: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new FaultlineError('ERR_ENGINE_UNREACHABLE', `${file} is not as the docker CLI writes it.`, {
      hint: `Correct the file, or set DOCKER_HOST: it comes first.`,
      cause: error,
    });
  }
}
