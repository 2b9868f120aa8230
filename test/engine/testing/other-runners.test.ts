import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** A suite that is the same for both runners but for what it imports. */
const suite = (imports: string) => `${imports}
import { openSession } from 'faultline';
import { assertExited, assertNoEvent, assertRestarted } from 'faultline/assert';

let session;
let web;
before(async () => {
  session = await openSession({ name: 'a kill' });
  web = await session.startContainer('web', { image: 'faultline/webserver:v1' });
  await session.kill(web);
});
after(async () => session.end());

test('a claim that holds', async () => {
  await assertExited(web, { code: 137 });
  await assertRestarted(web, 0);
  assertNoEvent(session, (event) => event.type === 'rollout');
});
test('a claim that does not', async () => assertExited(web, { code: 3 }));
`;

const VITEST_CONFIG = `export default {
  cacheDir: '.vite',
  test: { include: ['**/*.vitest.mjs'], testTimeout: 120_000, hookTimeout: 120_000, server: { deps: { external: [/faultline/, /dist/] } } },
};
`;

describe('faultline/assert', function () {
  this.timeout(300_000);
  let place: Workplace;

  before(async () => {
    await engineForTests();
    place = await Workplace.make();
    await mkdir(path.join(place.directory, 'node_modules'));
    await symlink(ROOT, path.join(place.directory, 'node_modules/faultline'));
    await symlink(path.join(ROOT, 'node_modules/vitest'), path.join(place.directory, 'node_modules/vitest'));
  });
  after(async () => place.remove());

  const outputOf = async (args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> => {
    const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...env } = process.env;
    return promisify(execFile)(process.execPath, args, { cwd: place.directory, env: { ...env, NO_COLOR: '1' }, timeout: 250_000 }).then(
      ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
      (error: unknown) => {
        if (!(error instanceof Error) || !('stderr' in error) || !('stdout' in error) || !('code' in error)) throw error;
        return { code: Number(error.code), output: String(error.stdout) + String(error.stderr) };
      },
    );
  };
  const why = /expected exit of web to be code 3, at least 1 time; observed: .*137/;

  it('is at home in node:test: what holds passes, what does not fails with its reason and the events', async () => {
    await place.scenario(suite("import { after, before, test } from 'node:test';"), 'kill.test.mjs');
    const { code, output } = await outputOf(['--test', '--test-reporter=spec', 'kill.test.mjs']);
    expect(code, output).to.equal(1);
    expect(output)
      .to.match(/✔ a claim that holds/)
      .and.match(/✖ a claim that does not/)
      .and.match(/ℹ pass 1\n/)
      .and.match(/ℹ fail 1\n/);
    expect(output)
      .to.match(why)
      .and.match(/web\.1 died: exit 137/);
  });

  it('is at home in vitest: what holds passes, what does not fails with its reason and the events', async () => {
    await place.scenario(VITEST_CONFIG, 'vitest.config.mjs');
    await place.scenario(suite("import { afterAll as after, beforeAll as before, test } from 'vitest';"), 'kill.vitest.mjs');
    const { code, output } = await outputOf([path.join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=verbose']);
    expect(code, output).to.equal(1);
    expect(output)
      .to.match(/✓ kill\.vitest\.mjs > a claim that holds/)
      .and.match(/Tests +1 failed \| 1 passed/);
    expect(output)
      .to.match(why)
      .and.match(/web\.1 died: exit 137/);
  });
});
