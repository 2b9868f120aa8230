import { connect } from 'node:net';

/** Returns the number that Redis answers a command with, in the inline form of its protocol; rejects when there is none in time. */
export async function redis(command) {
  const socket = connect({ host: 'db', port: 6379, timeout: 500 }).setEncoding('utf8');
  // A database that hangs neither answers nor hangs up: without a timeout we would hang with it.
  socket.on('timeout', () => socket.destroy(new Error('Redis does not answer')));
  socket.write(`${command}\r\n`);
  // Leaving the loop closes the connection.
  for await (const reply of socket) {
    if (reply.startsWith(':')) return Number(reply.slice(1));
    throw new Error(`Redis says ${reply}`);
  }
  throw new Error('Redis has hung up');
}
