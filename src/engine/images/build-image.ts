import { describeError } from '../../errors/describe-error.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';
import type { BuildImage, ImageInfo } from '../engine.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { contextTar, type ContextFile } from './build-context.ts';
import { followImageProgress } from './image-progress.ts';
import { inspectImage } from './inspect-image.ts';

/**
 * Builds an image on the engine from the files of its context and tags it.
 * @throws ERR_IMAGE_MISSING with the engine's words and the last lines of the build.
 */
export async function buildImage(
  connection: EngineConnection,
  request: BuildImage,
  onProgress: (line: string) => void,
  files: readonly ContextFile[],
): Promise<ImageInfo> {
  if (!files.some(({ name }) => name === request.dockerfile)) {
    throw new FaultlineError(
      'ERR_IMAGE_MISSING',
      `There is no ${request.dockerfile} in ${request.context}, so ${request.tag} cannot be built.`,
      {
        hint: 'Create it, or name the right one with `dockerfile:`.',
      },
    );
  }
  const lines: string[] = [];
  try {
    const options = {
      t: request.tag,
      dockerfile: request.dockerfile,
      buildargs: { ...request.args },
      labels: { ...request.labels },
      rm: true,
      forcerm: true,
      ...(request.target === undefined ? {} : { target: request.target }),
    };
    const stream = await connection.ask(`Building ${request.tag}`, async (docker) => docker.buildImage(contextTar(files), options));
    await followImageProgress(stream, (line) => {
      lines.push(line);
      onProgress(line);
    });
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'ERR_ENGINE_UNREACHABLE') throw error;
    throw failed(request, describeError(error), lines, error);
  }
  const built = await inspectImage(connection, request.tag);
  if (built === undefined) throw failed(request, 'the image is not there after the build', lines);
  return { id: built.id, reference: request.tag };
}

function failed(request: BuildImage, reason: string, lines: readonly string[], cause?: unknown): FaultlineError {
  const last = lines.slice(-5).map((line) => `\n  ${line}`);
  return new FaultlineError('ERR_IMAGE_MISSING', `${request.tag} cannot be built from ${request.context}: ${reason}${last.join('')}`, {
    hint: `Try \`docker build ${request.context}\`.`,
    cause,
  });
}
