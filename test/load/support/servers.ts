import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Endpoint } from '../../../src/load/endpoint.ts';

export interface TestServer {
  readonly endpoint: Endpoint;
  /** Connections accepted so far. */
  readonly connections: () => number;
  /** Refuses new connections; those that exist live on. */
  readonly stopListening: () => void;
  readonly close: () => void;
}

const opened = new Set<{ close(): void }>();

/** To be called after each test. */
export function closeServers(): void {
  for (const server of opened) server.close();
  opened.clear();
}

export async function httpServer(listener: http.RequestListener): Promise<TestServer> {
  const server = http.createServer(listener);
  return listen(server, () => server.closeAllConnections());
}

/** A server that does with each connection what it is told, once a request has come. */
export async function rawServer(onRequest: (socket: net.Socket) => void): Promise<TestServer> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', () => onRequest(socket));
  });
  return listen(server, () => sockets.forEach((socket) => socket.destroy()));
}

/** Makes a server listen, to be closed by `closeServers`. */
export async function listen(server: net.Server, closeConnections: () => void): Promise<TestServer> {
  let connections = 0;
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = { address: '127.0.0.1', port: (server.address() as AddressInfo).port };
  const close = (): void => {
    server.close();
    closeConnections();
  };
  const result = {
    endpoint,
    connections: () => connections, // http.Server's own close would end idle connections too.
    stopListening: () => net.Server.prototype.close.call(server),
    close,
  };
  opened.add(result);
  return result;
}

/** Returns an address where nothing listens. */
export async function closedPort(): Promise<Endpoint> {
  const server = await rawServer(() => undefined);
  server.close();
  return server.endpoint;
}

/** An HTTP server in a process of its own, so that it can be suspended; `backlog` connections may wait to be accepted. */
export async function serverProcess(backlog = 4096): Promise<{ readonly endpoint: Endpoint; readonly process: ChildProcess }> {
  const child = fork(fileURLToPath(new URL('server-process.ts', import.meta.url)), [String(backlog)], { detached: true });
  opened.add({ close: () => child.kill('SIGKILL') });
  const [port] = (await once(child, 'message')) as [number];
  return { endpoint: { address: '127.0.0.1', port }, process: child };
}
