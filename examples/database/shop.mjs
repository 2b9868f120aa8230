import { createServer } from 'node:http';
import { redis } from './redis.mjs';

createServer(async ({ method }, response) => {
  try {
    // INCR is answered once it is in the append-only file: only then do we say that the order is taken.
    const orders = await redis(method === 'POST' ? 'INCR orders' : 'INCRBY orders 0');
    response.writeHead(method === 'POST' ? 201 : 200).end(`${orders}\n`);
  } catch (error) {
    // Honest, and at once: the client may try again, and nobody believes in an order that is not there.
    response.writeHead(503, { 'retry-after': '1' }).end(`${error.message}\n`);
  }
}).listen(8000);
