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
import { findHaproxy, type HaproxySource } from './haproxy-program.ts';
import { inspectImage } from './inspect-image.ts';
import { CONTENT_LABEL } from './sample-image.ts';

const HOME = '/opt/haproxy';

/** As its first process, HAProxy would ignore SIGTERM; at SIGUSR1 it stops gracefully. */
const DOCKERFILE = `ARG BASE
FROM \${BASE}
COPY opt /opt
COPY usr /usr
STOPSIGNAL SIGUSR1
ENTRYPOINT ["${HOME}/entrypoint"]
CMD ["haproxy", "-db", "-f", "/etc/haproxy/haproxy.cfg"]
`;

/** The configuration comes by environment, so that the container can be created with it in one request. */
const ENTRYPOINT = `#!/bin/sh
set -e
mkdir -p /etc/haproxy
if [ -n "$HAPROXY_CFG" ]; then printf '%s\\n' "$HAPROXY_CFG" > /etc/haproxy/haproxy.cfg; fi
unset HAPROXY_CFG
exec "$@"
`;

/**
 * Returns an image that runs HAProxy with the configuration in its environment variable HAPROXY_CFG, made from this machine's own
 * HAProxy or its package, needing no image registry.
 * @throws ERR_CAPABILITY_MISSING when this machine has neither, or its programs do not run on the engine
 */
export async function ensureHaproxyImage(
  connection: EngineConnection,
  tag: string,
  base: ImageInfo,
  onProgress: (line: string) => void,
): Promise<ImageInfo> {
  const reference = `faultline/haproxy:${tag}`;
  const source = (await runsProgramsOfThisMachine(connection)) ? await findHaproxy() : undefined;
  if (source === undefined) throw missing('there is none for this engine on this machine');
  const content = contextHash([], [source.identity, base.id, DOCKERFILE, ENTRYPOINT, launcher('')]);
  const existing = await inspectImage(connection, reference);
  if (existing?.labels[CONTENT_LABEL] === content) return { id: existing.id, reference };
  onProgress(`Building ${reference} from ${source.identity}`);
  const request = {
    context: HOME,
    dockerfile: 'Dockerfile',
    args: { BASE: base.reference },
    tag: reference,
    labels: { [CONTENT_LABEL]: content, [ROLE_LABEL]: 'sample' },
  };
  return buildImage(connection, request, onProgress, await readContext(source));
}

async function readContext(source: HaproxySource): Promise<readonly ContextFile[]> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'faultline-haproxy-'));
  try {
    const { program, libraries } = await source.files(directory).catch((error: unknown) => {
      throw missing(`its package cannot be had: ${describeError(error)}`, error);
    });
    const loader = libraries.map((file) => path.basename(file)).find((name) => name.startsWith('ld-'));
    return [
      textFile('Dockerfile', DOCKERFILE),
      textFile('opt/haproxy/entrypoint', ENTRYPOINT),
      textFile('usr/sbin/haproxy', launcher(loader === undefined ? '' : `${HOME}/lib/${loader} --library-path ${HOME}/lib `)),
      await copy('opt/haproxy/haproxy', program),
      ...(await Promise.all(libraries.map(async (file) => copy(`opt/haproxy/lib/${path.basename(file)}`, file)))),
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Its libraries stay apart from those of the image below, which can be of another distribution. */
function launcher(loader: string): string {
  return `#!/bin/sh\nexec ${loader}${HOME}/haproxy "$@"\n`;
}

function textFile(name: string, text: string): ContextFile {
  return { name, mode: 0o755, content: { kind: 'file', data: Buffer.from(text) } };
}

async function copy(name: string, source: string): Promise<ContextFile> {
  return { name, mode: 0o755, content: { kind: 'file', data: await readFile(source) } };
}

function missing(reason: string, cause?: unknown): FaultlineError {
  return new FaultlineError('ERR_CAPABILITY_MISSING', `The proxy needs HAProxy: ${reason}.`, {
    hint: 'On Debian or Ubuntu: `apt-get update && apt-get install haproxy`.',
    cause,
  });
}
