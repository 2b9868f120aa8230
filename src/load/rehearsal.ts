import { once } from 'node:events';
import http from 'node:http';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { RequestClass } from '../history/load-bucket.ts';
import type { LoadSpec } from '../scenario/scenario.ts';
import { RequestSender } from './request-sender.ts';

/** Enough for the engine to have compiled what every request runs through. */
const REQUESTS = 60;

/**
 * Sends the load's requests to a server inside this process, so that the first measured ones do not pay for cold code. Nothing of it reaches the
 * system under test or the record.
 * @throws ERR_SCENARIO_INVALID when such a request cannot even be formed.
 */
export async function rehearse(spec: LoadSpec): Promise<void> {
  const server = http.createServer((request, response) => {
    request.resume();
    response.end('rehearsal');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const sender = new RequestSender({ ...spec, url: spec.url.replace(/^https:/i, 'http:') });
  sender.setEndpoints([{ address: '127.0.0.1', port }]);
  try {
    for (let sent = 0; sent < REQUESTS; sent += spec.streams.length) {
      const outcomes = await Promise.all(spec.streams.map((stream) => outcome(sender, stream)));
      if (outcomes.includes('unsent')) throw unformable(spec);
    }
  } finally {
    sender.close();
    server.closeAllConnections();
    server.close();
  }
}

function outcome(sender: RequestSender, stream: LoadSpec['streams'][number]): Promise<RequestClass> {
  return new Promise((resolve) => sender.send(stream, (result) => resolve(result)));
}

function unformable(spec: LoadSpec): FaultlineError {
  return new FaultlineError('ERR_SCENARIO_INVALID', `No request can be formed from ${spec.method} ${spec.url} with the load's headers.`, {
    hint: 'Check the method and the characters of the header names and values.',
  });
}
