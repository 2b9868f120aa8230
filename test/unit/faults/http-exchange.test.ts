import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { expect } from 'chai';
import type { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { httpExchange } from '../../../src/faults/http-exchange.ts';

describe('httpExchange', () => {
  let server: Server;
  let url: string;

  before(async () => {
    server = createServer((request, response) => {
      if (request.url === '/hang') return;
      if (request.url === '/cut') response.destroy();
      else response.writeHead(request.method === 'POST' ? 201 : 503).end('body');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  });

  after(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  it('returns the status, whatever it is', async () => {
    expect(await httpExchange({ method: 'POST', url, timeoutMs: 1000 })).to.equal(201);
    expect(await httpExchange({ method: 'GET', url, timeoutMs: 1000 })).to.equal(503);
  });

  it('tells no answer in time from no answer at all', async () => {
    expect(await codeOf(httpExchange({ method: 'GET', url: `${url}/hang`, timeoutMs: 50 }))).to.equal('ERR_TIMEOUT');
    expect(await codeOf(httpExchange({ method: 'GET', url: `${url}/cut`, timeoutMs: 1000 }))).to.equal('ERR_FAULT_FAILED');
  });

  it('ends at once when the run is interrupted', async () => {
    const interruption = new Error('interrupted');
    const thrown = await httpExchange({
      method: 'GET',
      url: `${url}/hang`,
      timeoutMs: 1000,
      signal: AbortSignal.abort(interruption),
    }).catch((error: unknown) => error);
    expect(thrown).to.equal(interruption);
  });
});

async function codeOf(exchange: Promise<number>): Promise<string> {
  return exchange.then(
    () => 'answered',
    (error: unknown) => (error as FaultlineError).code,
  );
}
