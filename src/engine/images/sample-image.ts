import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { FaultlineError } from '../../errors/faultline-error.ts';
import type { ImageInfo } from '../engine.ts';
import { ROLE_LABEL } from '../labels.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { contextHash, readBuildContext } from './build-context.ts';
import { buildImage } from './build-image.ts';
import { inspectImage } from './inspect-image.ts';

/** On images that faultline builds: a hash of everything they were made from. */
export const CONTENT_LABEL = 'io.faultline.content';

export interface SampleReference {
  readonly name: string;
  readonly tag: string;
}

/** Returns the parts of a reference to one of faultline's sample images ('faultline/webserver:v1'); undefined for any other. */
export function parseSampleReference(reference: string): SampleReference | undefined {
  const [, name, tag = 'latest'] = /^faultline\/([a-z0-9][a-z0-9._-]*)(?::([\w][\w.-]*))?$/.exec(reference) ?? [];
  return name === undefined ? undefined : { name, tag };
}

/**
 * Returns the sample image, built when the engine has none with the same content.
 * @throws ERR_IMAGE_MISSING when there is no such sample, or it cannot be built.
 */
export async function ensureSampleImage(
  connection: EngineConnection,
  imagesRoot: string,
  { name, tag }: SampleReference,
  base: ImageInfo,
  onProgress: (line: string) => void,
): Promise<ImageInfo> {
  const reference = `faultline/${name}:${tag}`;
  const context = path.join(imagesRoot, name);
  if (!existsSync(context)) throw await unknownSample(imagesRoot, reference);
  const dockerfile = existsSync(path.join(context, `Dockerfile.${tag}`)) ? `Dockerfile.${tag}` : 'Dockerfile';
  const files = await readBuildContext(context, dockerfile);
  const args = { BASE: base.reference, TAG: tag };
  const content = contextHash(files, [base.id, dockerfile, JSON.stringify(args)]);
  const existing = await inspectImage(connection, reference);
  if (existing?.labels[CONTENT_LABEL] === content) return { id: existing.id, reference };
  const labels = { [CONTENT_LABEL]: content, [ROLE_LABEL]: 'sample' };
  onProgress(`Building ${reference}`);
  return buildImage(connection, { context, dockerfile, args, tag: reference, labels }, onProgress, files);
}

async function unknownSample(imagesRoot: string, reference: string): Promise<FaultlineError> {
  const entries = await readdir(imagesRoot, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => `faultline/${entry.name}`);
  return new FaultlineError('ERR_IMAGE_MISSING', `${reference} is not one of faultline's sample images.`, {
    hint: names.length === 0 ? `No samples are in ${imagesRoot}.` : `There are ${names.join(', ')}; your own images need another prefix.`,
  });
}
