import { readFileSync } from 'node:fs';
import http2 from 'node:http2';
import https from 'node:https';
import type net from 'node:net';
import { fileURLToPath } from 'node:url';
import { listen, type TestServer } from './servers.ts';

/** Certificates: `web` is good for the names web and localhost, `expired` was, `foreign` is by an authority that nobody trusts. */
export type Identity = 'web' | 'expired' | 'foreign';

/** Path of a file of certificates. */
export const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

/** The authority behind `web` and `expired`. */
export const ca = fixture('ca.pem');

const identity = (name: Identity) => ({ cert: readFileSync(fixture(`${name}.pem`)), key: readFileSync(fixture(`${name}.key`)) });

export async function httpsServer(name: Identity, listener: Parameters<typeof https.createServer>[1] & object): Promise<TestServer> {
  const server = https.createServer(identity(name), listener);
  return listen(server, () => server.closeAllConnections());
}

export interface Http2TestServer extends TestServer {
  readonly streams: () => number;
  readonly sessions: ReadonlySet<http2.ServerHttp2Session>;
}

/** An HTTP/2 server: over TLS when it has an identity, else by prior knowledge. */
export async function http2Server(
  onStream: (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => void,
  { name, settings = {} }: { readonly name?: Identity; readonly settings?: http2.Settings } = {},
): Promise<Http2TestServer> {
  const server = name === undefined ? http2.createServer({ settings }) : http2.createSecureServer({ ...identity(name), settings });
  const sockets = new Set<net.Socket>();
  const sessions = new Set<http2.ServerHttp2Session>();
  let streams = 0;
  server.on('connection', (socket: net.Socket) => sockets.add(socket));
  server.on('session', (session: http2.ServerHttp2Session) => {
    sessions.add(session);
    session.on('error', () => undefined);
    session.on('close', () => sessions.delete(session));
  });
  server.on('stream', (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => {
    streams += 1;
    stream.on('error', () => undefined);
    onStream(stream, headers);
  });
  const listening = await listen(server, () => sockets.forEach((socket) => socket.destroy()));
  return { ...listening, streams: () => streams, sessions };
}
