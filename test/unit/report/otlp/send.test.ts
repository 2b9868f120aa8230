import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { sendOtlp } from '../../../../src/report/otlp/send.ts';
import { logsSchema, traceSchema } from '../support/otlp-schema.ts';
import { killRun } from '../support/sample-run.ts';

interface Posted {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** Lets a collector answer while `work` goes on; returns what was posted to it. */
async function withCollector(answer: (response: ServerResponse) => void, work: (endpoint: string) => Promise<void>): Promise<Posted[]> {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      posted.push({ url: request.url ?? '', headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) as unknown });
      answer(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return posted;
}

const accept = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"partialSuccess":{}}');

describe('sendOtlp', () => {
  it('posts a trace and its events to a collector', async () => {
    const posted = await withCollector(accept, async (endpoint) => {
      expect(await sendOtlp(killRun(), { endpoint: `${endpoint}/otlp/`, headers: { authorization: 'Bearer x' } })).to.deep.equal([]);
    });
    expect(posted.map(({ url }) => url)).to.deep.equal(['/otlp/v1/traces', '/otlp/v1/logs']);
    for (const { headers } of posted) expect(headers).to.include({ 'content-type': 'application/json', authorization: 'Bearer x' });
    expect(traceSchema.safeParse(posted[0]?.body).success).to.equal(true);
    expect(logsSchema.safeParse(posted[1]?.body).success).to.equal(true);
  });

  it('says what a collector refuses, in its own words, made harmless', async () => {
    const refuse = (response: ServerResponse) => response.writeHead(503).end(`no room\u001b[31m${'!'.repeat(500)}`);
    await withCollector(refuse, async (endpoint) => {
      const [first, ...more] = await sendOtlp(killRun(), { endpoint });
      expect(first).to.match(/^http:.*\/v1\/traces answered 503: no room\\x1b\[31m!+…$/);
      expect(more).to.have.length(1);
    });
  });

  it('says when a part of it was refused', async () => {
    const some = (response: ServerResponse) =>
      response.writeHead(200).end('{"partialSuccess":{"rejectedSpans":"3","errorMessage":"too old"}}');
    await withCollector(some, async (endpoint) => {
      expect((await sendOtlp(killRun(), { endpoint }))[0]).to.match(/\/v1\/traces took all but 3: too old$/);
    });
  });

  it('takes an answer that is no JSON for what its status says', async () => {
    await withCollector(
      (response) => response.writeHead(200).end('thanks'),
      async (endpoint) => {
        expect(await sendOtlp(killRun(), { endpoint })).to.deep.equal([]);
      },
    );
  });

  it('follows no redirect: a run goes where it was sent only', async () => {
    const elsewhere = (response: ServerResponse) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end();
    await withCollector(elsewhere, async (endpoint) => {
      expect((await sendOtlp(killRun(), { endpoint }))[0]).to.match(/answered 307$/);
    });
  });

  it('does not wait for a slow collector for ever', async () => {
    const slowly = (response: ServerResponse) => void response.writeHead(200).write('{');
    await withCollector(slowly, async (endpoint) => {
      const problems = await sendOtlp(killRun(), { endpoint, timeoutMs: 50 });
      expect(problems.map((problem) => problem.replace(/^.*\/v1/, ''))).to.deep.equal([
        '/traces did not answer within 0.05 s',
        '/logs did not answer within 0.05 s',
      ]);
    });
  });

  it('says that nobody is there', async () => {
    let gone = '';
    await withCollector(accept, async (endpoint) => {
      gone = endpoint;
      return Promise.resolve();
    });
    expect((await sendOtlp(killRun(), { endpoint: gone }))[0]).to.match(/^http.*\/v1\/traces could not be reached: .*ECONNREFUSED/);
  });
});
