import { connect } from 'node:net';

/** Where the cache is, asked for at each use: a restarted container has another port. */
export type Where = () => { readonly host: string; readonly port: number };

/** Returns what Redis answers to one command, in the inline form of its protocol; rejects when there is no answer in time. */
export async function redis(where: Where, command: string): Promise<string> {
  const socket = connect({ ...where(), timeout: 200 }).setEncoding('utf8');
  // Without it we would hang for as long as the cache does.
  socket.on('timeout', () => socket.destroy(new Error('the cache does not answer')));
  socket.write(`${command}\r\n`);
  // Leaving the loop closes the connection.
  for await (const reply of socket) return String(reply);
  throw new Error('the cache has hung up');
}
