import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { raisePriority } from '../../../src/load/raise-priority.ts';

// What else this machine does is not to be mistaken for a slow server.
raisePriority();

// Answers at once, tells its port, and ends with its parent. The argument is how many connections may wait to be accepted.
const server = http.createServer((_request, response) => response.end('version 1'));
server.listen({ host: '127.0.0.1', port: 0, backlog: Number(process.argv[2]) }, () =>
  process.send?.((server.address() as AddressInfo).port),
);
process.on('disconnect', () => process.exit(0));
