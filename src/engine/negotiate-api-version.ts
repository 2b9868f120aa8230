import { z } from 'zod';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { EngineConnection } from './transport/engine-connection.ts';
import { unreachable } from './transport/engine-error.ts';
import { readAll } from './transport/read-all.ts';

/** The oldest API with everything that faultline uses: Docker 20.10. */
const OLDEST_API = '1.41';

const versionSchema = z.object({
  Version: z.string(),
  ApiVersion: z.string().regex(/^\d+\.\d+$/),
  MinAPIVersion: z.string().optional(),
  Components: z.array(z.object({ Name: z.string() })).nullish(),
});

export interface NegotiatedVersion {
  readonly name: string;
  readonly version: string;
  readonly apiVersion: string;
}

/**
 * Returns what answers and the API version to talk: the engine's newest, or the one asked for.
 * @throws ERR_ENGINE_UNREACHABLE when nothing answers in time, ERR_CAPABILITY_MISSING when the two have no version in common.
 */
export async function negotiateApiVersion(
  connection: EngineConnection,
  wanted: string | undefined,
  timeoutMs: number,
): Promise<NegotiatedVersion> {
  const answer = await readVersion(connection, timeoutMs);
  const { Version: version, ApiVersion: newest, MinAPIVersion: oldest } = answer;
  const apiVersion = wanted ?? newest;
  if (isOlder(apiVersion, OLDEST_API)) {
    throw new FaultlineError(
      'ERR_CAPABILITY_MISSING',
      `The engine is too old: Docker ${version} at ${connection.endpoint} talks API ${apiVersion}, faultline needs ${OLDEST_API} (Docker 20.10).`,
      { hint: wanted === undefined ? 'Update Docker, or point DOCKER_HOST to a newer engine.' : 'Unset DOCKER_API_VERSION.' },
    );
  }
  if (isOlder(newest, apiVersion) || (oldest !== undefined && oldest !== '' && isOlder(apiVersion, oldest))) {
    throw new FaultlineError(
      'ERR_CAPABILITY_MISSING',
      `Docker ${version} at ${connection.endpoint} talks API ${oldest ?? '?'} to ${newest}, not ${apiVersion}.`,
      { hint: 'Unset DOCKER_API_VERSION: the version is then negotiated.' },
    );
  }
  const isPodman = answer.Components?.some(({ Name }) => /podman/i.test(Name)) === true;
  return { name: isPodman ? 'podman' : 'docker', version, apiVersion };
}

async function readVersion(connection: EngineConnection, timeoutMs: number): Promise<z.infer<typeof versionSchema>> {
  const what = 'Connecting';
  try {
    const body = await connection.stream(what, { path: '/version', query: {}, signal: AbortSignal.timeout(timeoutMs) });
    const parsed = versionSchema.safeParse(parseJson(await readAll(body)));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'ERR_ENGINE_UNREACHABLE') throw error;
    const isLate = error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
    throw unreachable(what, isLate ? new Error(`no answer within ${timeoutMs} ms`) : error, connection.endpoint);
  }
  throw unreachable(what, new Error('what answers GET /version there is not a Docker Engine'), connection.endpoint);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns whether API version `a` is older than `b`: '1.9' is older than '1.41'. */
function isOlder(a: string, b: string): boolean {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor < bMajor || (aMajor === bMajor && aMinor < bMinor);
}
