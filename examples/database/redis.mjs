import { Resolver } from 'node:dns/promises';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

// The name of a dead container is gone, and the system's own lookup waits seconds for it, in one of four threads that everybody shares.
const resolver = new Resolver({ timeout: 250, tries: 1 });
const waiting = [];
let connection;

/** Returns the number that Redis answers a command with. Rejects at once when there is no connection: nobody queues for a dead database. */
export async function redis(command) {
  if (connection === undefined) throw new Error('no connection to the database');
  connection.write(`${command}\r\n`);
  return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
}

/** Keeps one connection for all commands, and makes it anew whenever it is lost. */
export async function stayConnected(host) {
  const [address] = await resolver.resolve4(host).catch(() => []);
  if (address === undefined) return setTimeout(stayConnected, 100, host);
  const socket = connect({ host: address, port: 6379 });
  socket.on('connect', () => (connection = socket));
  // Replies come in the order of the commands: `:42` is a number, anything else an error.
  const replies = createInterface({ input: socket }).on('line', (reply) => {
    const { resolve, reject } = waiting.shift();
    if (reply.startsWith(':')) resolve(Number(reply.slice(1)));
    else reject(new Error(reply));
  });
  // An error that nobody listens to ends the process, and the shop with its database; 'close' follows it anyway.
  for (const part of [socket, replies]) part.on('error', () => undefined);
  socket.on('close', () => {
    connection = undefined;
    for (const { reject } of waiting.splice(0)) reject(new Error('the database is gone'));
    setTimeout(stayConnected, 100, host);
  });
}
