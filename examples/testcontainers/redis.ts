import { connect } from 'node:net';

/** Asked for at each use: a container that was restarted has another port. */
export type Where = () => { readonly host: string; readonly port: number };

/** Returns what Redis answers to one command, in the inline form of its protocol; rejects when there is no answer in time. */
export async function redis(at: ReturnType<Where>, command: string): Promise<string> {
  const socket = connect({ ...at, timeout: 200 }).setEncoding('utf8');
  // Without it we would hang for as long as Redis does.
  socket.on('timeout', () => socket.destroy(new Error('Redis does not answer')));
  socket.write(`${command}\r\n`);
  // Leaving the loop closes the connection.
  for await (const reply of socket) return String(reply);
  throw new Error('Redis has hung up');
}
