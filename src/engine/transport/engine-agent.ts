import http from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { inspect } from 'node:util';
import { parseEndpoint, type EndpointParts } from '../address/endpoint-parts.ts';
import type { EngineAddress, EngineTls } from '../address/engine-address.ts';
import { StdioSocket } from './stdio-socket.ts';

const TCP_KEEP_ALIVE_MS = 10_000;

/** Opens the connections to an engine, whatever the way; what it carries is plain HTTP. */
export class EngineAgent extends http.Agent {
  readonly #parts: EndpointParts;
  readonly #tls: EngineTls | undefined;

  constructor(address: EngineAddress) {
    const parts = parseEndpoint(address.endpoint, address.tls !== undefined);
    // A kept connection can be found dead by a request; only a new login costs more than that risk.
    super({ keepAlive: parts.kind === 'ssh' });
    this.#parts = parts;
    this.#tls = address.tls;
  }

  override createConnection(): Duplex {
    switch (this.#parts.kind) {
      case 'unix':
        return net.connect(this.#parts.path);
      case 'ssh':
        return new StdioSocket('ssh', sshArguments(this.#parts));
      case 'tcp':
        return this.#connectTcp(this.#parts);
    }
  }

  /**
   * Returns a short name in place of every open socket: docker-modem renders the options of each request, agent included, for a debug line
   * that nobody reads. With four runs on one engine that took nine tenths of the process's time (docker-modem 5.0.7, Modem.buildRequest).
   */
  [inspect.custom](): string {
    return 'EngineAgent';
  }

  #connectTcp({ host, port }: { host: string; port: number }): net.Socket {
    const settings = this.#tls;
    if (settings === undefined) return net.connect({ host, port }).setKeepAlive(true, TCP_KEEP_ALIVE_MS);
    const socket = tls.connect({
      host,
      port,
      // SNI knows no addresses.
      ...(net.isIP(host) === 0 ? { servername: host } : {}),
      ca: settings.ca,
      cert: settings.cert,
      key: settings.key,
      rejectUnauthorized: settings.verify,
    });
    return socket.setKeepAlive(true, TCP_KEEP_ALIVE_MS);
  }
}

/**
 * Returns the arguments for ssh that connect to the engine of another machine, as the docker CLI does it: the user's own ssh
 * configuration, keys and agent apply.
 * @see https://docs.docker.com/engine/security/protect-access/
 */
function sshArguments(parts: EndpointParts & { kind: 'ssh' }): string[] {
  return [
    ...['-T', '-o', 'ConnectTimeout=30'],
    ...sshDestination(parts),
    'docker',
    ...(parts.socketPath === undefined ? [] : ['--host', `unix://${parts.socketPath}`]),
    ...['system', 'dial-stdio'],
  ];
}

/** Returns the arguments for ssh that name the other side. */
export function sshDestination(parts: EndpointParts & { kind: 'ssh' }): string[] {
  return [
    ...(parts.user === undefined ? [] : ['-l', parts.user]),
    ...(parts.port === undefined ? [] : ['-p', String(parts.port)]),
    ...['--', parts.host],
  ];
}
