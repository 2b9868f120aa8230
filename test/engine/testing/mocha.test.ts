import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { z } from 'zod';
import { RUN_LABEL } from '../../../src/engine/labels.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';

const root = join(import.meta.dirname, '../../..');
const told = z.object({
  passes: z.array(z.object({ fullTitle: z.string() })),
  failures: z.array(z.object({ fullTitle: z.string(), err: z.object({ message: z.string(), expected: z.string(), actual: z.string() }) })),
});

const scenario = (name: string, tag: string, code: number) => `name: ${name}
tags: [${tag}]
containers:
  web: { image: 'faultline/webserver:v1' }
timeline:
  - at: 0s
    kill: web
expect:
  - exit: { of: web, code: ${code} }
  - restarts: { of: web, is: '== 0' }
`;

/** A process that begins a session and dies, and its companion, which would clean up, with it. */
const dying = `
import { readdirSync } from 'node:fs';
import { openSession } from '${join(root, 'src/index.ts')}';
import { stateDir } from '${join(root, 'src/run/state-dir.ts')}';
const session = await openSession({ name: 'killed' });
await session.startContainer('web', { image: 'faultline/webserver:v1' });
const reaper = readdirSync(stateDir() + '/reapers').find((name) => name.startsWith(process.pid + '-'));
process.kill(Number(reaper.split('-')[2]), 'SIGKILL');
process.kill(process.pid, 'SIGKILL');
`;
const killed = `
import { spawnSync } from 'node:child_process';
it('dies', function () {
  this.timeout(60_000);
  const { signal, stderr } = spawnSync(process.execPath, ['--import', 'tsx', import.meta.dirname + '/dying.mjs'], { cwd: '${root}' });
  if (signal !== 'SIGKILL') throw new Error(String(stderr));
});
`;

describe('mocha with faultline/mocha', function () {
  this.timeout(180_000);
  let place: Workplace;

  before(async () => {
    await engineForTests();
    place = await Workplace.make();
    await place.scenario(scenario('a kill is 137', 'good', 137), 'good.yaml');
    await place.scenario(scenario('a kill is 3', 'bad', 3), 'bad.yaml');
  });
  after(async () => place.remove());

  const execute = async (...more: string[]) => {
    const own = ['--no-config', '--import=tsx', '--require', join(root, 'src/testing/mocha.ts'), '--reporter', 'json'];
    const args = [join(root, 'node_modules/mocha/bin/mocha.js'), ...own, ...more];
    const env = { ...process.env, FAULTLINE_OUT: place.out };
    const run = await promisify(execFile)(process.execPath, args, { cwd: root, env }).catch((error: unknown) => error);
    return z.object({ stdout: z.string(), stderr: z.string() }).parse(run);
  };
  const mocha = async (...more: string[]) => {
    const { stdout } = await execute(...more, join(place.directory, '*.yaml'));
    return told.parse(JSON.parse(stdout.slice(stdout.indexOf('{'))));
  };

  it('makes a test of each expectation, in parallel too, and names the report of a failed one', async () => {
    const { passes, failures } = await mocha('--parallel', '--jobs', '2');
    expect(passes.map(({ fullTitle }) => fullTitle)).to.have.members([
      'a kill is 137 @good exit: { of: web, code: 137 }',
      "a kill is 137 @good restarts: { of: web, is: '== 0' }",
      'a kill is 137 @good was disturbed, undone and measured as written',
      "a kill is 3 @bad restarts: { of: web, is: '== 0' }",
      'a kill is 3 @bad was disturbed, undone and measured as written',
    ]);
    const [failure] = failures;
    expect(failure?.err.message)
      .to.match(/code 3/)
      .and.match(/report: .*report\.html/);
    expect(failure?.err.expected).to.include('code 3');
    expect(failure?.err.actual).to.include('137');
  });

  it('sweeps at the end what a killed process of the tests left, and says so', async () => {
    const test = join(place.directory, 'killed.test.mjs');
    await writeFile(join(place.directory, 'dying.mjs'), dying);
    await writeFile(test, killed);
    const { stdout, stderr } = await execute('--spec', test);
    expect(told.parse(JSON.parse(stdout.slice(stdout.indexOf('{')))).passes).to.have.length(1);
    expect(stderr)
      .to.include('tests left something behind')
      .and.match(/container {2}\S*web/);
    expect(await (await engineForTests()).listContainers({ labels: [RUN_LABEL] })).to.deep.equal([]);
  });

  it('selects by tag, and runs a scenario again for a retried test', async () => {
    const before_ = (await readdir(place.out)).length;
    const { passes, failures } = await mocha('--grep', '@bad', '--retries', '1');
    expect(passes).to.have.length(2);
    expect(failures).to.have.length(1);
    expect((await readdir(place.out)).length - before_, 'runs').to.equal(2);
    expect(await (await engineForTests()).listContainers({ labels: [RUN_LABEL] })).to.deep.equal([]);
  });
});
