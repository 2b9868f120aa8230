import { request } from 'node:http';
import { FaultlineError } from '../../errors/faultline-error.ts';

export interface SocketResponse {
  readonly status: number;
  readonly body: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

export interface SocketRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly timeoutMs?: number;
}

/**
 * Returns what the Docker Engine behind a Unix socket answers; paths without a version mean the engine's own newest API.
 * @throws ERR_ENGINE_UNREACHABLE when it does not answer in time
 */
export async function askSocket(socket: string, { method, path, body, timeoutMs = 10_000 }: SocketRequest): Promise<SocketResponse> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error): void => {
      reject(new FaultlineError('ERR_ENGINE_UNREACHABLE', `unix://${socket}: ${method} ${path}: ${cause.message}`, { cause }));
    };
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
    const signal = AbortSignal.timeout(timeoutMs);
    const outgoing = request({ socketPath: socket, method, path, headers, agent: false, signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), headers: response.headers });
      });
      response.on('error', fail);
    });
    outgoing.on('error', (error) => {
      fail(signal.aborted ? new Error(`no answer within ${timeoutMs} ms`, { cause: error }) : error);
    });
    outgoing.end(payload);
  });
}

/** Returns whether an engine answers on the socket. */
export async function pings(socket: string, timeoutMs: number): Promise<boolean> {
  return askSocket(socket, { method: 'GET', path: '/_ping', timeoutMs }).then(
    ({ status }) => status === 200,
    () => false,
  );
}
