import { createServer } from 'node:http';

createServer((_, response) => {
  setTimeout(() => response.end('Your order is on its way.\n'), 100);
}).listen(8000);

// The exit code looks fine, and whoever is waiting gets nothing.
process.on('SIGTERM', () => process.exit(0));
