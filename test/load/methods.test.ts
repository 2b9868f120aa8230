import { expect } from 'chai';
import { killLoads, measure } from './support/measure.ts';
import { closeServers, httpServer } from './support/servers.ts';

describe('what a load sends', function () {
  this.timeout(60_000);
  afterEach(killLoads);
  afterEach(closeServers);

  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    it(`is ${method} with its headers and its body, answered by the expected status`, async () => {
      const seen = new Set<string>();
      const server = await httpServer((request, response) => {
        let body = '';
        request.setEncoding('utf8').on('data', (text: string) => (body += text));
        request.on('end', () => {
          seen.add(JSON.stringify([request.method, request.headers['content-type'], request.headers['x-user'], body]));
          // With a length: of a reply to HEAD the body must not be waited for.
          response.writeHead(202, { 'content-length': 5, 'x-version': '7' }).end(method === 'HEAD' ? undefined : 'hello');
        });
      });
      const measured = await measure(
        {
          ratePerSecond: 50,
          method,
          headers: { 'content-type': 'application/json', 'x-user': 'ä' },
          body: '{"grüße":1}',
          expect: { status: [202, 204], ...(method === 'HEAD' ? {} : { bodyPattern: '^hello$' }) },
          version: { header: 'x-version' },
        },
        [server.endpoint],
        300,
      );
      const { unsent: _unsent, ...judged } = measured.counts();
      expect(Object.keys(judged)).to.deep.equal(['ok']);
      // Header values are bytes: Node gives them as Latin-1.
      expect([...seen].map((text) => (JSON.parse(text) as string[])[2]?.length)).to.deep.equal([1]);
      expect([...seen].map((text) => (JSON.parse(text) as string[]).toSpliced(2, 1))).to.deep.equal([
        [method, 'application/json', '{"grüße":1}'],
      ]);
    });
  }

  it('is not good enough with another status or another body', async () => {
    const server = await httpServer((request, response) => response.writeHead(request.method === 'PUT' ? 201 : 200).end('hello'));
    const classes = async (spec: Parameters<typeof measure>[0]): Promise<string[]> =>
      Object.keys((await measure({ ratePerSecond: 50, ...spec }, [server.endpoint], 200)).counts()).filter((name) => name !== 'unsent');
    expect(await classes({ method: 'PUT' })).to.deep.equal(['bad-status']);
    expect(await classes({ method: 'PUT', expect: { status: [201] } })).to.deep.equal(['ok']);
    expect(await classes({ expect: { status: [200], bodyPattern: 'bye' } })).to.deep.equal(['bad-body']);
  });
});
