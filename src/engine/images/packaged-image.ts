import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describeError } from '../../errors/describe-error.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';
import type { ImageInfo } from '../engine.ts';
import { ROLE_LABEL } from '../labels.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { runsProgramsOfThisMachine } from './base-image.ts';
import { contextHash, type ContextFile } from './build-context.ts';
import { buildImage } from './build-image.ts';
import { inspectImage } from './inspect-image.ts';
import { findProgramSource, type ProgramSource } from './packaged-program.ts';
import type { PackagedRecipe } from './packaged-programs.ts';
import { CONTENT_LABEL, type SampleReference } from './sample-image.ts';

/**
 * Returns an image that runs this machine's own program, or that of its package, needing no image registry.
 * @throws ERR_CAPABILITY_MISSING when this machine has neither, or its programs do not run on the engine
 */
export async function ensurePackagedImage(
  connection: EngineConnection,
  recipe: PackagedRecipe,
  { name, tag }: SampleReference,
  base: ImageInfo,
  onProgress: (line: string) => void,
): Promise<ImageInfo> {
  const reference = `faultline/${name}:${tag}`;
  const source = (await runsProgramsOfThisMachine(connection)) ? await findProgramSource(recipe) : undefined;
  if (source === undefined) throw missing(recipe, 'there is none for this engine on this machine');
  const content = contextHash(textFiles(recipe, ''), [source.identity, base.id]);
  const existing = await inspectImage(connection, reference);
  if (existing?.labels[CONTENT_LABEL] === content) return { id: existing.id, reference };
  onProgress(`Building ${reference} from ${source.identity}`);
  const request = {
    context: homeOf(recipe),
    dockerfile: 'Dockerfile',
    args: { BASE: base.reference },
    tag: reference,
    labels: { [CONTENT_LABEL]: content, [ROLE_LABEL]: 'sample' },
  };
  return buildImage(connection, request, onProgress, await readContext(recipe, source));
}

async function readContext(recipe: PackagedRecipe, source: ProgramSource): Promise<readonly ContextFile[]> {
  const home = homeOf(recipe).slice(1);
  const directory = await mkdtemp(path.join(os.tmpdir(), 'faultline-package-'));
  try {
    const { program, libraries } = await source.files(directory).catch((error: unknown) => {
      throw missing(recipe, `its package cannot be had: ${describeError(error)}`, error);
    });
    const loader = libraries.map((file) => path.basename(file)).find((name) => name.startsWith('ld-'));
    return [
      ...textFiles(recipe, loader === undefined ? '' : `/${home}/lib/${loader} --library-path /${home}/lib `),
      await copy(`${home}/${programOf(recipe)}`, program),
      ...(await Promise.all(libraries.map(async (file) => copy(`${home}/lib/${path.basename(file)}`, file)))),
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The libraries stay apart from those of the image below, which can be of another distribution: the launcher names the loader. */
function textFiles(recipe: PackagedRecipe, loader: string): readonly ContextFile[] {
  const home = homeOf(recipe);
  const dockerfile = `ARG BASE\nFROM \${BASE}\nCOPY opt /opt\nCOPY usr /usr\nENTRYPOINT ["${home}/entrypoint"]\n${recipe.dockerfile}`;
  return [
    textFile('Dockerfile', dockerfile),
    textFile(`${home.slice(1)}/entrypoint`, recipe.entrypoint),
    textFile(recipe.paths[0].slice(1), `#!/bin/sh\nexec ${loader}${home}/${programOf(recipe)} "$@"\n`),
  ];
}

function homeOf(recipe: PackagedRecipe): string {
  return `/opt/${programOf(recipe)}`;
}

function programOf({ paths: [program] }: PackagedRecipe): string {
  return path.basename(program);
}

function textFile(name: string, text: string): ContextFile {
  return { name, mode: 0o755, content: { kind: 'file', data: Buffer.from(text) } };
}

async function copy(name: string, source: string): Promise<ContextFile> {
  return { name, mode: 0o755, content: { kind: 'file', data: await readFile(source) } };
}

function missing({ purpose, hint }: PackagedRecipe, reason: string, cause?: unknown): FaultlineError {
  return new FaultlineError('ERR_CAPABILITY_MISSING', `${purpose}: ${reason}.`, { hint, cause });
}
