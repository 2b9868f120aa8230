/**
 * Run in a network namespace of its own with few local ports: measures a server that answers every request while for a time all of the ports to it
 * are taken, and prints the buckets. Argument: 'good', or 'down' for a server that is suspended meanwhile.
 */
import net from 'node:net';
import { killLoads, startLoad } from './measure.ts';
import { closeServers, serverProcess } from './servers.ts';

const TAKEN_MS = 1500;
const AGAIN_MS = 2;

const server = await serverProcess();
const load = await startLoad({ ratePerSecond: 200 }, [server.endpoint]);
await load.clock.sleepUntil(load.clock.now() + 1000);
const taken: net.Socket[] = [];
while (await take());
if (process.argv[2] === 'down') server.process.kill('SIGSTOP');
// The load itself had one or two of them just then: those, too, once it gives them back.
for (const untilMs = load.clock.now() + TAKEN_MS; load.clock.now() < untilMs;) {
  if (!(await take())) await load.clock.sleepUntil(load.clock.now() + AGAIN_MS);
}
server.process.kill('SIGCONT');
for (const socket of taken) socket.destroy();
await load.clock.sleepUntil(load.clock.now() + 1000);
const measured = await load.finish();
process.stdout.write(JSON.stringify(measured.buckets));
killLoads();
closeServers();

/** Takes one more local port; returns false when there is none. */
async function take(): Promise<boolean> {
  const socket = net.connect({ host: server.endpoint.address, port: server.endpoint.port });
  taken.push(socket);
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
}
