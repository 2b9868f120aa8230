// A web server that tells its version. The environment makes it slow, sick or stubborn:
//
//   START_DELAY_MS      listen only after so long                                   (default 0)
//   RESPONSE_DELAY_MS   take so long for each response                              (default 0)
//   DRAIN_DELAY_MS      after SIGTERM, go on serving so long before closing,
//                       with /health already at 503                                 (default 0)
//   EXIT_CODE           exit code of a graceful stop                                (default 0)
//   IGNORE_SIGTERM      true: do nothing on SIGTERM                                 (default false)
//   CRASH_AFTER_MS      exit by itself after so long, with CRASH_EXIT_CODE (1)      (default never)
//   UNHEALTHY_AFTER_MS  /health answers 503 after so long; everything else works    (default never)
import { createServer } from 'node:http';

const number = (name, fallback) => Number(process.env[name] ?? fallback);
const after = (name, action) => {
  if (process.env[name] !== undefined) setTimeout(action, number(name));
};

const version = (process.env.RELEASE ?? 'v1').replace(/^v/, '');
let healthy = true;
let draining = false;

const server = createServer((request, response) => {
  // A client that learns that this server is going away opens its next connection elsewhere.
  if (draining) response.setHeader('connection', 'close');
  response.setHeader('x-version', version);
  if (request.url === '/health') {
    const well = healthy && !draining;
    response.writeHead(well ? 200 : 503).end(well ? 'healthy\n' : 'unhealthy\n');
  } else {
    setTimeout(() => response.end(`You are using version ${version}\n`), number('RESPONSE_DELAY_MS', 0));
  }
});

// Graceful: no new connections, idle ones closed, requests in flight answered, then the end.
function close() {
  server.close(() => {
    console.log('drained');
    process.exit(number('EXIT_CODE', 0));
  });
  setInterval(() => server.closeIdleConnections(), 20);
}

process.on('SIGTERM', () => {
  if (process.env.IGNORE_SIGTERM === 'true') return console.log('SIGTERM ignored');
  if (draining) return;
  draining = true;
  console.log('draining');
  setTimeout(close, number('DRAIN_DELAY_MS', 0));
});

setTimeout(() => server.listen(8000, () => console.log(`version ${version} listening on 8000`)), number('START_DELAY_MS', 0));
after('UNHEALTHY_AFTER_MS', () => {
  healthy = false;
  console.log('unhealthy from now on');
});
after('CRASH_AFTER_MS', () => {
  console.log('crashing');
  process.exit(number('CRASH_EXIT_CODE', 1));
});
