import { createServer } from 'node:http';
import { redis, stayConnected } from './redis.mjs';

await stayConnected('db');

createServer(async ({ method }, response) => {
  try {
    // Redis answers INCR once it is in its append-only file: only then is the order taken.
    const orders = await redis(method === 'POST' ? 'INCR orders' : 'INCRBY orders 0');
    response.writeHead(method === 'POST' ? 201 : 200).end(`${orders}\n`);
  } catch (error) {
    // At once, and honest: the customer can try again, and nobody counts on an order that is not there.
    response.writeHead(503, { 'retry-after': '1' }).end(`${error.message}\n`);
  }
}).listen(8000);
