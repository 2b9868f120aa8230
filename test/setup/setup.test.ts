import { utimes, writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import { Checkout, type Ended } from './checkout.ts';

describe('setup', () => {
  let checkout: Checkout;
  // An engine is said to be there: these tests are about packages and the build.
  const setup = async (args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Ended> =>
    checkout.node('scripts/setup.mjs', args, { ...process.env, DOCKER_HOST: 'ssh://taken.at.its.word', ...env });

  beforeEach(async () => {
    checkout = await Checkout.make();
  });

  afterEach(async () => checkout.remove());

  it('installs and builds a fresh checkout, then has nothing to do and says nothing', async () => {
    const first = await setup();
    expect(first.code, first.output).to.equal(0);
    expect(first.output).to.include('npm ci').and.to.include('run --silent build');
    expect(await setup()).to.deep.equal({ code: 0, output: '' });
  });

  it('builds again when a source is newer, without installing', async () => {
    await setup();
    const later = new Date(Date.now() + 5000);
    await utimes(checkout.at('src/main.js'), later, later);
    const again = await setup();
    expect(again.output).to.include('run --silent build').and.not.to.include('npm ci');
  });

  it('installs again when the lock file asks for another package, but not for an optional one of another system', async () => {
    await setup();
    await checkout.lock({ 'node_modules/elsewhere': { version: '1.0.0', optional: true } });
    expect((await setup()).output).to.equal('');
    await checkout.lock({ 'node_modules/needed': { version: '1.0.0' } });
    expect((await setup()).output).to.include('npm ci');
  });

  it('asks for what a few tests need, such as a browser, only before all of them', async () => {
    await setup();
    const nothing = { PATH: checkout.at('no-programs') };
    expect(await setup([], { ...nothing, npm_lifecycle_event: 'pretest' })).to.deep.equal({ code: 0, output: '' });
    const every = await setup(['every-test'], nothing);
    expect(every.code).to.equal(3);
    expect(every.output).to.include('Missing: openssl, gcc, ').and.include('chromium').and.include('Install, as root: ');
  });

  it('passes the failure of a step on, each time', async () => {
    await writeFile(checkout.at('src/main.js'), '// broken\n');
    for (const time of ['first', 'second']) {
      const failed = await setup();
      expect(failed.code, time).not.to.equal(0);
      expect(failed.output).to.match(/faultline: build: npm ended with exit code/);
    }
  });
});
