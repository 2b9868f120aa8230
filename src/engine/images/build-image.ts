import { describeError } from '../../errors/describe-error.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';
import type { BuildImage, ImageInfo } from '../engine.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { contextTar, type ContextFile } from './build-context.ts';
import { followImageProgress } from './image-progress.ts';
import { inspectImage } from './inspect-image.ts';
import { labelStages } from './label-stages.ts';

/**
 * Builds an image on the engine from the files of its context and tags it. The labels are on it, and on whatever is left of a build that does not come to its end.
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
  const { labelled, originalLine } = withLabels(files, request);
  try {
    const options = {
      t: request.tag,
      dockerfile: request.dockerfile,
      buildargs: { ...request.args },
      // Once more, as a stage of the file may have set one of them otherwise.
      labels: { ...request.labels },
      rm: true,
      forcerm: true,
      ...(request.target === undefined ? {} : { target: request.target }),
    };
    const stream = await connection.ask(`Building ${request.tag}`, async (docker) => docker.buildImage(contextTar(labelled), options));
    await followImageProgress(stream, (line) => {
      lines.push(line);
      onProgress(line);
    });
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'ERR_ENGINE_UNREACHABLE') throw error;
    const reason = describeError(error).replace(/(?<=parse error on line |parse error line )\d+/g, (line) =>
      String(originalLine(Number(line))),
    );
    throw failed(request, reason, lines, error);
  }
  const built = await inspectImage(connection, request.tag);
  if (built === undefined) throw failed(request, 'the image is not there after the build', lines);
  return { id: built.id, reference: request.tag };
}

function withLabels(
  files: readonly ContextFile[],
  { dockerfile, labels }: BuildImage,
): { labelled: readonly ContextFile[]; originalLine: (line: number) => number } {
  const file = files.find(({ name }) => name === dockerfile);
  if (file?.content.kind !== 'file') return { labelled: files, originalLine: (line) => line };
  const { text, originalLine } = labelStages(file.content.data.toString('utf8'), labels);
  const changed: ContextFile = { ...file, content: { kind: 'file', data: Buffer.from(text) } };
  return { labelled: files.map((one) => (one === file ? changed : one)), originalLine };
}

function failed(request: BuildImage, reason: string, lines: readonly string[], cause?: unknown): FaultlineError {
  const last = lines.slice(-5).map((line) => `\n  ${line}`);
  return new FaultlineError('ERR_IMAGE_MISSING', `${request.tag} cannot be built from ${request.context}: ${reason}${last.join('')}`, {
    hint: `Try \`docker build ${request.context}\`.`,
    cause,
  });
}
