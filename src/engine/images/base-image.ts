import { FaultlineError } from '../../errors/faultline-error.ts';
import type { ImageInfo } from '../engine.ts';
import { ROLE_LABEL } from '../labels.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { baseRootfs, type Rootfs } from './base-rootfs.ts';
import { followImageProgress } from './image-progress.ts';
import { inspectImage } from './inspect-image.ts';
import { pullImage } from './pull-image.ts';
import { rootfsTar } from './rootfs-tar.ts';
import { canTellLibraries } from './shared-libraries.ts';

const NAME = 'faultline/base';
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Of the engines that were asked: to answer, an engine starts two programs. */
const architectures = new WeakMap<EngineConnection, Promise<string>>();

/** It does not change while this Node runs. */
let rootfsOfThisNode: Promise<Rootfs> | undefined;

/**
 * Returns an image with Node and a shell, on which the sample images are built: an official one when it is on the engine
 * already; else, needing no registry, one made from the Node that runs this; else an official one, pulled.
 * @throws ERR_IMAGE_MISSING when none of these ways is open.
 */
export async function ensureBaseImage(connection: EngineConnection, onProgress: (line: string) => void): Promise<ImageInfo> {
  const official = officialNames();
  for (const reference of official) {
    const image = await inspectImage(connection, reference);
    if (image !== undefined) return { id: image.id, reference };
  }
  if (await runsProgramsOfThisMachine(connection)) return importBase(connection, onProgress);
  return pullImage(connection, official[0], onProgress);
}

function officialNames(): readonly [string, ...string[]] {
  const major = process.version.slice(1).split('.')[0] ?? '20';
  return [`node:${major}-slim`, `node:${major}-alpine`, `node:${major}`];
}

/** Returns whether a program copied from this machine into an image runs on the engine. */
export async function runsProgramsOfThisMachine(connection: EngineConnection): Promise<boolean> {
  if (process.platform !== 'linux' || !(await canTellLibraries())) return false;
  const asked = architectures.get(connection) ?? architectureOf(connection);
  architectures.set(connection, asked);
  asked.catch(() => architectures.delete(connection));
  return (
    { x86_64: 'x64', amd64: 'x64', aarch64: 'arm64', arm64: 'arm64', armv7l: 'arm', ppc64le: 'ppc64', s390x: 's390x' }[await asked] ===
    process.arch
  );
}

async function architectureOf(connection: EngineConnection): Promise<string> {
  const info: unknown = await connection.ask('Asking the engine what it is', async (docker): Promise<unknown> => docker.info());
  return typeof info === 'object' && info !== null && 'Architecture' in info ? String(info.Architecture) : '';
}

async function importBase(connection: EngineConnection, onProgress: (line: string) => void): Promise<ImageInfo> {
  rootfsOfThisNode ??= baseRootfs();
  const rootfs = await rootfsOfThisNode;
  const reference = `${NAME}:${rootfs.hash}`;
  const existing = await inspectImage(connection, reference);
  if (existing !== undefined) return { id: existing.id, reference };
  onProgress(`Making ${reference} from Node ${process.version} of this machine`);
  const options = { repo: NAME, tag: rootfs.hash, changes: [`ENV PATH=${PATH}`, `LABEL ${ROLE_LABEL}=base`, 'CMD ["node"]'] };
  const files = await rootfs.files();
  const stream = await connection.ask(`Importing ${reference}`, async (docker) => docker.importImage(rootfsTar(files), options));
  await followImageProgress(stream, () => undefined);
  const image = await inspectImage(connection, reference);
  if (image === undefined) throw new FaultlineError('ERR_IMAGE_MISSING', `${reference} was imported, but the engine does not have it.`);
  return { id: image.id, reference };
}
