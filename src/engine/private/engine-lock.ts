import { connect, createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { FaultlineError } from '../../errors/faultline-error.ts';

const WAIT_MS = 120_000;

/**
 * Returns what `work` returns, run while no other process of this machine holds the lock of that name.
 * The lock is an abstract Unix socket (unix(7)): gone with the process that holds it however that ends, and never a file.
 * @throws ERR_TIMEOUT when another process holds it for two minutes
 */
export async function withEngineLock<T>(name: string, work: () => Promise<T>, onWait: () => void = () => undefined): Promise<T> {
  const lock = await takeLock(`\0faultline-${name}`, onWait);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

async function takeLock(address: string, onWait: () => void): Promise<{ release(): void }> {
  const deadline = AbortSignal.timeout(WAIT_MS);
  for (let attempt = 0; ; attempt++) {
    const server = await listen(address);
    if (server !== undefined) {
      const waiting = new Set<{ destroy(): void }>();
      server.on('connection', (socket) => {
        socket.on('error', () => undefined);
        waiting.add(socket);
      });
      return {
        release: () => {
          server.close();
          for (const socket of waiting) socket.destroy();
        },
      };
    }
    if (attempt === 0) onWait();
    await holderEnds(address, deadline);
    if (deadline.aborted) {
      throw new FaultlineError('ERR_TIMEOUT', `another faultline has been at work on this private engine for ${WAIT_MS / 1000} s`, {
        hint: "Find it with `ss -xlp | grep faultline-` and kill it if it hangs; what it left is cleaned by the next 'faultline engine up'.",
      });
    }
  }
}

async function listen(address: string): Promise<Server | undefined> {
  const server = createServer();
  server.listen({ path: address });
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return undefined;
    throw error;
  }
}

/** Resolves when the process that holds the lock lets go of it: it closes every connection then. */
async function holderEnds(address: string, deadline: AbortSignal): Promise<void> {
  const socket = connect({ path: address });
  socket.on('error', () => undefined);
  socket.resume();
  const giveUp = (): void => void socket.destroy();
  deadline.addEventListener('abort', giveUp, { once: true });
  await once(socket, 'close').catch(() => undefined);
  deadline.removeEventListener('abort', giveUp);
}
