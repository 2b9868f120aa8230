import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { messageOf } from '../../../src/cli/run-program.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { hasCredentials, withoutCredentials } from '../../../src/scenario/without-credentials.ts';
import { faultlineHere } from './faultline-here.ts';

const PASSWORD = 's3cret';
const urls = [`http://user:${PASSWORD}@web:8000/`, `https://${PASSWORD}@web:8000/`, `tcp://user:${PASSWORD}@web:8000`];

describe('a password in a URL', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'faultline-test-'))));
  after(async () => rm(folder, { recursive: true }));

  async function refusal(...args: string[]): Promise<void> {
    const { code, stdout, stderr } = await faultlineHere(args);
    expect(code, stderr).to.equal(2);
    const said = `${stdout}${stderr}`.toLowerCase();
    expect(said).to.contain('a url with a name or a password').and.contain('send them as the header `authorization`');
    expect(said).to.not.contain(PASSWORD);
  }

  for (const url of urls) {
    it(`is refused and not told by any command: ${url.split(':', 1)[0] ?? ''}`, async () => {
      const file = join(folder, 's.yaml');
      await writeFile(file, `name: x\ncontainers: { web: { image: x, ports: [8000] } }\nload: { users: { url: '${url}', rate: 1/s } }\n`);
      for (const command of ['validate', 'plan', 'run']) await refusal(command, file);
      await refusal('measure', url, '--for', '1s');
      await refusal('attack', 'kill', 'web', '--measure', url, '--engine', 'unix:///nowhere');
    });
  }

  it('is refused for pressure, and for one that a variable brings', async () => {
    const file = join(folder, 's.yaml');
    const web = 'name: x\ncontainers: { web: { image: x, ports: [8000] } }\n';
    await writeFile(file, `${web}pressure: { crowd: { url: '${urls[0] ?? ''}' } }\n`);
    await refusal('validate', file);
    process.env['FAULTLINE_TEST_PASSWORD'] = PASSWORD;
    try {
      await writeFile(file, `${web}load: { users: { url: 'http://user:\${FAULTLINE_TEST_PASSWORD}@web:8000/', rate: 1/s } }\n`);
      await refusal('validate', file);
    } finally {
      delete process.env['FAULTLINE_TEST_PASSWORD'];
    }
  });

  it('is in no error, also where it is no URL that can be used', async () => {
    for (const url of [
      `ftp://user:${PASSWORD}@host/`,
      `http://user:${PASSWORD}@ho st/`,
      `http://user:${'x'.repeat(50)}${PASSWORD}@host:99999/`,
    ]) {
      const { code, stderr } = await faultlineHere(['measure', url]);
      expect([code, stderr.includes(PASSWORD)], stderr).to.deep.equal([2, false]);
    }
    expect(messageOf(new FaultlineError('ERR_USAGE', `x ${urls.join(' ')}`, { hint: urls[0] }))).to.not.contain(PASSWORD);
  });

  it('is told from what only looks like one', () => {
    for (const text of ['http://web/@scope/package', 'a@b: http://web/?mail=a@b', 'user@host', 'http://web:8000/#@']) {
      expect(withoutCredentials(text)).to.equal(text);
      expect(hasCredentials(text)).to.equal(false);
    }
    expect(withoutCredentials('http://u:p@ss@web/ and tcp://t@db:1')).to.equal('http://…@web/ and tcp://…@db:1');
  });
});
