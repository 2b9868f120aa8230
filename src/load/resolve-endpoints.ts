import type { ContainerSnapshot } from '../engine/engine.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Endpoint } from './endpoint.ts';

/** A container of a subject with its last known state; undefined when it does not exist (yet, or any more). */
export interface SubjectContainer {
  readonly name: string;
  readonly snapshot: ContainerSnapshot | undefined;
}

export interface ResolvedEndpoints {
  readonly route: 'published-port' | 'external';
  /** The subject whose name is the URL's host. */
  readonly subject?: string;
  readonly endpoints: readonly Endpoint[];
  /** What requests keep of the URL wherever they go: its host and port as the Host header, its path with the query. */
  readonly host: string;
  readonly path: string;
}

/**
 * Returns where the requests for a URL go: when its host is a subject's name, to the published port of each of its running containers on the engine's
 * host; else to the URL's own host.
 * @throws ERR_SCENARIO_INVALID when no load can be sent to the URL, or a running container does not publish its port.
 */
export function resolveEndpoints(
  url: string,
  subjects: ReadonlyMap<string, readonly SubjectContainer[]>,
  hostAddress: string,
): ResolvedEndpoints {
  const target = loadTarget(url);
  const subject = [...subjects.keys()].find((name) => targetsSubject(url, name));
  const { host, path } = target;
  if (subject === undefined) {
    return { route: 'external', endpoints: [{ address: target.hostname, port: target.port }], host, path };
  }
  const endpoints = (subjects.get(subject) ?? []).flatMap(({ name, snapshot }) => {
    if (!isReachable(snapshot)) return [];
    const endpoint = publishedEndpoint(name, snapshot, target.port, hostAddress);
    if (endpoint === undefined) throw notPublished(subject, name, target.port);
    return [endpoint];
  });
  return { route: 'published-port', subject, endpoints, host, path };
}

export interface LoadTarget {
  readonly hostname: string;
  readonly port: number;
  readonly host: string;
  readonly path: string;
}

/** tcp: for what is not HTTP; it has no port of its own. */
const PROTOCOLS = new Set(['http:', 'https:', 'tcp:']);

/**
 * Returns the parts of a load's URL.
 * @throws ERR_SCENARIO_INVALID when it is not an http(s) URL, nor a tcp URL with a port.
 */
export function loadTarget(text: string): LoadTarget {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !PROTOCOLS.has(url.protocol) || url.hostname === '' || (url.protocol === 'tcp:' && url.port === '')) {
    throw new FaultlineError('ERR_SCENARIO_INVALID', `"${text}" is not a URL that load can be sent to.`, {
      hint: 'Write http:// or https://, a host (a subject of the scenario or any other), a port and a path: http://web:8000/. Or tcp://db:5432.',
    });
  }
  const defaultPort = url.protocol === 'https:' ? 443 : 80;
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { hostname, port: url.port === '' ? defaultPort : Number(url.port), host: url.host, path: `${url.pathname}${url.search}` };
}

/** Returns whether a URL's host is the name of a subject. */
export function targetsSubject(url: string, subject: string): boolean {
  return loadTarget(url).hostname.toLowerCase() === subject.toLowerCase();
}

/** Whether connections to the container's published port still get somewhere: those to a paused one are accepted by the kernel and then wait. */
export function isReachable(snapshot: ContainerSnapshot | undefined): snapshot is ContainerSnapshot {
  return snapshot?.status === 'running' || snapshot?.status === 'paused';
}

/** Returns the endpoint of a container's port; undefined when it is not published now. */
export function publishedEndpoint(
  container: string,
  snapshot: ContainerSnapshot,
  containerPort: number,
  hostAddress: string,
): Endpoint | undefined {
  const port = snapshot.ports[`${containerPort}/tcp`];
  return port === undefined ? undefined : { container, address: hostAddress, port };
}

function notPublished(subject: string, container: string, port: number): FaultlineError {
  return new FaultlineError('ERR_SCENARIO_INVALID', `The load cannot reach ${container}: it does not publish its port ${port}.`, {
    hint: `Give the subject "${subject}" ports: [${port}].`,
  });
}
