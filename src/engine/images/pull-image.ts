import { describeError } from '../../errors/describe-error.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';
import type { ImageInfo } from '../engine.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { followImageProgress } from './image-progress.ts';
import { inspectImage } from './inspect-image.ts';

/**
 * Pulls an image. A reference without tag or digest means ':latest', not every tag there is.
 * @throws ERR_IMAGE_MISSING with the engine's words.
 */
export async function pullImage(connection: EngineConnection, reference: string, onProgress: (line: string) => void): Promise<ImageInfo> {
  const name = /(:[\w.-]+|@[\w:]+)$/.test(reference) ? reference : `${reference}:latest`;
  try {
    const stream = await connection.ask(`Pulling ${name}`, async (docker) => docker.pull(name));
    await followImageProgress(stream, onProgress);
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'ERR_ENGINE_UNREACHABLE') throw error;
    throw missing(reference, describeError(error), error);
  }
  const pulled = await inspectImage(connection, reference);
  if (pulled === undefined) throw missing(reference, 'it is not there after the pull');
  return { id: pulled.id, reference };
}

function missing(reference: string, reason: string, cause?: unknown): FaultlineError {
  return new FaultlineError('ERR_IMAGE_MISSING', `The image ${reference} is not on the engine and cannot be pulled: ${reason}`, {
    hint: `Check the name; bring a private one there with \`docker pull\` or \`docker load\`, or use \`build:\`.`,
    cause,
  });
}
