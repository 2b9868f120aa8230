import { expect } from 'chai';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMeasureLoad, type MeasureLoadFlags } from '../../../src/cli/measure-load-options.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';
import { withTemporaryDirectory } from '../support/temporary-directory.ts';

const url = 'http://web.test/';
const read = (flags: Partial<MeasureLoadFlags> = {}, at = url, program: readonly string[] = []) =>
  readMeasureLoad(at, program, { rate: '100/s', timeout: '1s', ...flags });
const problem = async (flags: Partial<MeasureLoadFlags>, at = url, program: readonly string[] = []) => {
  const { code, message, hint } = await faultlineErrorOf(Promise.resolve(at).then((given) => read(flags, given, program)));
  expect(code).to.equal('ERR_USAGE');
  return `${message} → ${hint ?? ''}`;
};

describe('readMeasureLoad', () => {
  it('needs nothing but a URL', () => {
    expect(read()).to.deep.include({
      url,
      ratePerSecond: 100,
      timeoutMs: 1000,
      method: 'GET',
      headers: {},
      streams: ['new', 'keep-alive'],
    });
  });

  it('reads every option by the rules of scenario files', () => {
    const spec = read({
      rate: '600/m',
      method: 'put',
      header: ['x-user: me: too', 'accept:*/*'],
      body: '{}',
      expectStatus: '200, 204,5xx',
      expectBody: '^ok',
      connections: 'keep-alive',
      versionHeader: 'x-version',
    });
    expect(spec).to.deep.include({
      ratePerSecond: 10,
      method: 'PUT',
      body: '{}',
      streams: ['keep-alive'],
      version: { header: 'x-version' },
    });
    expect(spec.headers).to.deep.equal({ 'x-user': 'me: too', accept: '*/*' });
    expect(spec.expect.status.slice(0, 3)).to.deep.equal([200, 204, 500]);
    expect(spec.expect.bodyPattern).to.equal('^ok');
  });

  it('reads stages of the rate', () => {
    const { ratePerSecond, stages } = read({ rate: '50/s..500/s over 30s, 500/s for 10s' });
    expect(ratePerSecond).to.equal(500);
    expect(stages?.map(({ forMs }) => forMs)).to.deep.equal([30_000, 10_000]);
  });

  it('posts a body unless told otherwise, also one from a file', async () => {
    expect(read({ body: 'x' }).method).to.equal('POST');
    await withTemporaryDirectory(async (directory) => {
      await writeFile(join(directory, 'order.json'), '{"id":1}');
      expect(read({ bodyFile: join(directory, 'order.json') })).to.include({ method: 'POST', body: '{"id":1}' });
    });
  });

  it('connects to what is not HTTP, or runs a program', () => {
    expect(read({}, 'tcp://db.test:5432')).to.deep.include({ url: 'tcp://db.test:5432', streams: ['new'] });
    const spec = read({ rate: '5/s', command: true }, 'tcp://db.test:5432', ['pg_isready', '-h', '{host}']);
    expect(spec.command).to.deep.equal(['pg_isready', '-h', '{host}']);
  });

  it('does not interpolate: the shell has done so', () => {
    expect(read({ body: '${HOME} $x' }).body).to.equal('${HOME} $x');
  });

  for (const [name, flags, at, told] of [
    ['a URL without a scheme', {}, 'localhost:8080', 'Write http://localhost:8080.'],
    ['no URL', {}, 'web test', 'Write a URL such as'],
    ['a rate without a unit', { rate: '200' }, url, '--rate: `200` has no unit → Write `200/s`'],
    ['a timeout without a unit', { timeout: '5' }, url, '--timeout: `5` has no unit → Write `5s` or `5ms`'],
    ['a header without a colon', { header: ['accept'] }, url, "--header 'name: value'"],
    ["a header's name", { header: ['a b: c'] }, url, '--header: '],
    ['a status', { expectStatus: '999' }, url, '--expect-status: '],
    ['a pattern', { expectBody: '(' }, url, '--expect-body: '],
    ['connections', { connections: 'old' }, url, '--connections: '],
    ['a version of HTTP', { http: '3' }, url, '--http: '],
    ['two bodies', { body: 'x', bodyFile: 'y' }, url, 'exclude each other'],
    ['a body file', { bodyFile: '/nowhere/at.all' }, url, '--body-file: /nowhere/at.all cannot be read'],
    ['a certificate without https', { insecure: true }, url, '--ca, --insecure: '],
    ['a port', {}, 'tcp://db.test', 'has no port'],
  ] as const) {
    it(`says what is wrong with ${name}, and the fix`, async () => {
      expect(await problem(flags, at)).to.include(told);
    });
  }

  it('says how a program is written', async () => {
    expect(await problem({}, url, ['pg_isready'])).to.include('--command -- PROGRAM');
  });
});
