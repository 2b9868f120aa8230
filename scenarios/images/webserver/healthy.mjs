import { get } from 'node:http';

const request = get({ host: '127.0.0.1', port: 8000, path: '/health', timeout: 2000 }, (response) => {
  console.log(response.statusCode);
  process.exit(response.statusCode === 200 ? 0 : 1);
});
request.on('timeout', () => request.destroy(new Error('no answer within 2 s')));
request.on('error', (error) => {
  console.log(error.message);
  process.exit(1);
});
