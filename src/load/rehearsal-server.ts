import { once } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import type tls from 'node:tls';
import type { LoadSpec } from '../scenario/scenario.ts';

/** Both ends of the rehearsal are this process: they know each other by a shared key, so that no certificate is needed. */
const KEY = { identity: 'rehearsal', psk: Buffer.alloc(32, 'rehearsal') };
const PRE_SHARED: tls.CommonConnectionOptions & tls.SecureContextOptions = { ciphers: 'PSK', maxVersion: 'TLSv1.2' };

export interface RehearsalServer {
  readonly port: number;
  /** Ends its connections too. */
  readonly close: () => void;
}

/** Returns a server in this process, in which each of a load's requests finds what it expects of one. */
export async function startRehearsalServer(spec: LoadSpec): Promise<RehearsalServer> {
  const connections = new Set<net.Socket>();
  const server = serverFor(spec);
  server.on('connection', (socket: net.Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const close = (): void => {
    for (const socket of connections) socket.destroy();
    server.close();
  };
  return { port: typeof address === 'object' && address !== null ? address.port : 0, close };
}

/** Returns how a client encrypts its connections to such a server. */
export function rehearsalTls(spec: Pick<LoadSpec, 'http'>): tls.ConnectionOptions {
  return {
    ...PRE_SHARED,
    pskCallback: () => KEY,
    checkServerIdentity: () => undefined,
    ALPNProtocols: [spec.http === '2' ? 'h2' : 'http/1.1'],
  };
}

function serverFor({ url, http: version }: LoadSpec): net.Server {
  const secure: tls.TlsOptions = { ...PRE_SHARED, pskCallback: () => KEY.psk };
  if (url.startsWith('tcp:')) return net.createServer((socket) => socket.on('error', () => undefined).end('rehearsal'));
  const encrypted = url.toLowerCase().startsWith('https:');
  if (version === '2') return encrypted ? http2.createSecureServer(secure, answer2) : http2.createServer(answer2);
  return encrypted ? https.createServer(secure, answer) : http.createServer(answer);
}

function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  request.resume();
  response.end('rehearsal');
}

function answer2(request: http2.Http2ServerRequest, response: http2.Http2ServerResponse): void {
  request.resume();
  response.end('rehearsal');
}
