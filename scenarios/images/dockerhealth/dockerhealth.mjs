// A service whose health is set from outside:
//   GET /health                                  200 or 503
//   GET /environment/health?status=false|true    the back door: sick from now on, or well again
import { createServer } from 'node:http';

let healthy = true;

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://dockerhealth');
  if (pathname === '/health') {
    response.writeHead(healthy ? 200 : 503).end(healthy ? 'healthy\n' : 'unhealthy\n');
  } else if (pathname === '/environment/health' && ['true', 'false'].includes(searchParams.get('status'))) {
    healthy = searchParams.get('status') === 'true';
    console.log(`health set to ${healthy}`);
    response.end(`health set to ${healthy}\n`);
  } else {
    response.writeHead(404).end('try /health or /environment/health?status=false\n');
  }
});

process.on('SIGTERM', () => process.exit(0));
server.listen(8080, () => console.log('listening on 8080'));
