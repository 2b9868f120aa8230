import { once } from 'node:events';
import { connect } from 'node:net';
import { defineConfig, defineProbe, z } from 'faultline/extend';

/** A connect only tells that the kernel accepts for the process: a server that hangs or still loads its data does not answer PING with PONG. */
const redisPing = defineProbe({
  name: 'redis-ping',
  summary: 'Sends PING to a Redis server and expects PONG.',
  schema: z.strictObject({
    reply: z.string().default('+PONG').describe('What the server answers (default +PONG).'),
  }),
  async open({ address, port }, { reply }, signal) {
    const socket = connect({ host: address, port, signal });
    await once(socket, 'connect');
    // A kept connection may break while nobody waits for an answer.
    socket.on('error', () => undefined);
    return {
      get ended() {
        return socket.readableEnded || socket.destroyed;
      },
      async probe() {
        const answered = nextLine(socket);
        socket.write('PING\r\n');
        const line = await answered;
        if (line === undefined) return { failed: 'closed-early', problem: 'the connection was closed without an answer' };
        return line === reply ? {} : { failed: 'bad-body', problem: `it said ${line}` };
      },
      close: () => socket.destroy(),
    };
  },
});

/** Returns what the server says next; undefined when it closes the connection instead. Rejects with the error of a connection that breaks. */
async function nextLine(socket) {
  const over = new AbortController();
  const { signal } = over;
  try {
    return await Promise.race([
      once(socket, 'data', { signal }).then(([data]) => String(data).trim()),
      once(socket, 'end', { signal }).then(() => undefined),
    ]);
  } finally {
    over.abort();
  }
}

export default defineConfig({ probes: [redisPing] });
