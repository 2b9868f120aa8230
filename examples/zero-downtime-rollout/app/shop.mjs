import { createServer } from 'node:http';

// Swarm takes a task out of its routing as it sends SIGTERM, and a proxy in front needs a moment to see it.
const DRAIN_MS = 1000;

const server = createServer((_, response) => {
  response.setHeader('x-version', process.env.VERSION);
  response.end('Welcome to the shop.\n');
}).listen(8000);

process.on('SIGTERM', () => setTimeout(() => server.close().closeIdleConnections(), DRAIN_MS));
