import { FaultlineError } from '../../errors/faultline-error.ts';

export type EndpointParts =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'ssh'; readonly host: string; readonly user?: string; readonly port?: number; readonly socketPath?: string };

const HINT = 'Write unix:///path/to/docker.sock, tcp://host:2376 or ssh://user@host.';

/**
 * Returns the parts of an engine's endpoint as the docker CLI understands it: a bare 'host:port' is tcp, the port of tcp is
 * 2375, or 2376 with TLS.
 * @throws ERR_USAGE when it is not an endpoint.
 */
export function parseEndpoint(endpoint: string, secure = false): EndpointParts {
  if (endpoint.startsWith('unix://')) return { kind: 'unix', path: endpoint.slice('unix://'.length) || '/var/run/docker.sock' };
  const text = endpoint.includes('://') ? endpoint : `tcp://${endpoint}`;
  if (!URL.canParse(text)) throw invalid(endpoint);
  const url = new URL(text);
  // The class keeps IPv6 addresses in brackets; sockets and ssh want them bare.
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (host === '') throw invalid(endpoint);
  if (url.protocol === 'tcp:') return { kind: 'tcp', host, port: url.port === '' ? (secure ? 2376 : 2375) : Number(url.port) };
  if (url.protocol === 'ssh:') return sshParts(endpoint, url, host);
  throw invalid(endpoint);
}

function sshParts(endpoint: string, url: URL, host: string): EndpointParts {
  if (url.password !== '') {
    throw new FaultlineError('ERR_USAGE', 'An ssh:// endpoint cannot carry a password.', { hint: 'Use a key or an ssh agent.' });
  }
  // Words of a command line for the remote shell and for ssh itself: anything that could mean more than a name is refused.
  const user = decodeURIComponent(url.username);
  if (
    !/^[\w.-]*$/.test(user) ||
    !/^[\w.:%-]+$/.test(host) ||
    !/^[\w./-]*$/.test(url.pathname) ||
    user.startsWith('-') ||
    host.startsWith('-')
  )
    throw invalid(endpoint);
  return {
    kind: 'ssh',
    host,
    ...(user === '' ? {} : { user }),
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(url.pathname === '' || url.pathname === '/' ? {} : { socketPath: url.pathname }),
  };
}

function invalid(endpoint: string): FaultlineError {
  return new FaultlineError('ERR_USAGE', `'${withoutPassword(endpoint)}' is not the address of a Docker Engine.`, { hint: HINT });
}

/** Returns the endpoint as it may be shown: a password in it is left out. */
export function withoutPassword(endpoint: string): string {
  return endpoint.replace(/^(\w+:\/\/[^/@:]*):[^/@]*@/, '$1@');
}
