import type { ContainerSnapshot, Engine } from '../engine/engine.ts';
import { FaultlineError } from '../errors/faultline-error.ts';

/**
 * Returns the URL at which a container's port is reached now, and the container port it stands for.
 * Without `port`, the only TCP port that the container publishes.
 * @throws FaultlineError ERR_SCENARIO_INVALID when the port is not published, or when it has to be named.
 */
export function publishedUrl(
  engine: Pick<Engine, 'hostAddress'>,
  container: ContainerSnapshot,
  path: string,
  port?: number,
): { url: string; port: number } {
  const published = Object.entries(container.ports).filter(([name]) => name.endsWith('/tcp'));
  const chosen = port === undefined && published.length === 1 ? published[0] : published.find(([name]) => name === `${port ?? ''}/tcp`);
  if (!chosen)
    throw notPublished(
      container.name,
      port,
      published.map(([name]) => Number.parseInt(name, 10)),
    );
  const host = engine.hostAddress.includes(':') ? `[${engine.hostAddress}]` : engine.hostAddress;
  return { url: new URL(path, `http://${host}:${chosen[1]}`).href, port: Number.parseInt(chosen[0], 10) };
}

function notPublished(name: string, port: number | undefined, published: readonly number[]): FaultlineError {
  const list = published.length === 0 ? 'publishes no TCP port' : `publishes ${published.join(', ')}`;
  const message = port === undefined ? `${name} ${list}, so the request needs to know the port` : `${name} ${list}, not ${port}`;
  return new FaultlineError('ERR_SCENARIO_INVALID', message, {
    hint: published.length === 0 ? 'List the port under `ports:` of the subject.' : `Write \`port: ${published[0] ?? ''}\`.`,
  });
}
