import { get } from 'node:http';

const request = get({ host: '127.0.0.1', port: 8000, timeout: 2000 }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1));
request.on('timeout', () => request.destroy(new Error('no answer within 2 s')));
request.on('error', () => process.exit(1));
