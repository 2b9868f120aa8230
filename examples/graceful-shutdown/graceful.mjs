import { createServer } from 'node:http';

// Longer than a balancer takes to notice that /health has changed.
const DRAIN_MS = 3000;
let draining = false;

const server = createServer((request, response) => {
  // A client that keeps its connection has to be told to open the next one elsewhere.
  if (draining) response.setHeader('connection', 'close');
  if (request.url === '/health') response.writeHead(draining ? 503 : 200).end();
  else setTimeout(() => response.end('Your order is on its way.\n'), 100);
}).listen(8000);

process.on('SIGTERM', () => {
  draining = true;
  // Whoever is waiting is still answered; then nothing is left to do, and the process ends with 0.
  setTimeout(() => server.close(), DRAIN_MS);
});
