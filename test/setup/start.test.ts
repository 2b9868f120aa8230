import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { expect } from 'chai';
import { Checkout } from './checkout.ts';

/** Stands for the command line: writes down how it was called, and behaves as `run` does when it is told to. */
const PROGRAM = `
const { appendFileSync } = require('node:fs');
const args = process.argv.slice(2);
appendFileSync('calls', args.join(' ') + ' [' + (process.env.FAULTLINE_ENGINE ?? '') + ']\\n');
if (args[1] === 'status') console.log(JSON.stringify({ engines: [{ name: 'start-4194305' }, { name: 'start-1' }, { name: 'default' }] }));
if (args[0] === 'run') {
  process.on('SIGTERM', () => process.exit(130));
  if (args.includes('--wait')) {
    console.log('running');
    setInterval(() => {}, 1e6);
  } else process.exitCode = 4;
}
`;

describe('start', () => {
  let checkout: Checkout;
  const { FAULTLINE_ENGINE: _chosen, ...env } = process.env;
  const noEngine = { ...env, DOCKER_HOST: 'unix:///nothing/here' };

  beforeEach(async () => {
    checkout = await Checkout.make();
    await mkdir(checkout.at('dist/cli'), { recursive: true });
    await writeFile(checkout.at('dist/cli/main.js'), PROGRAM);
  });

  afterEach(async () => checkout.remove());

  const calls = async (): Promise<string[]> => (await readFile(checkout.at('calls'), 'utf8')).trimEnd().split('\n');

  it('runs the scenarios on an engine that answers, passing arguments and the exit code on', async () => {
    const ended = await checkout.node('scripts/start.mjs', ['--seed', '7'], { ...env, FAULTLINE_ENGINE: 'tcp://mine' });
    expect(ended.code).to.equal(4);
    expect(ended.output).to.include('Results: reports/latest');
    expect(await calls()).to.deep.equal([
      'run scenarios/signals scenarios/exit-codes scenarios/filesystem scenarios/restart scenarios/health scenarios/availability --jobs 3 --allow-commands --seed 7 [tcp://mine]',
    ]);
  });

  it('otherwise brings up a private engine, uses it and takes it down, and those of dead starts before', async () => {
    const ended = await checkout.node('scripts/start.mjs', [], noEngine);
    expect(ended.code).to.equal(4);
    const [status, forgotten, up, run, down, ...rest] = await calls();
    expect(status).to.equal('engine status --json []');
    expect(forgotten).to.equal('engine down --name start-4194305 []');
    expect(up).to.match(/^engine up --name start-\d+ \[\]$/);
    expect(run).to.match(/^run .* scenarios\/rollout\/\S+ --jobs 3 --allow-commands \[private:start-\d+\]$/);
    expect(down).to.equal(up?.replace('up', 'down'));
    expect(rest).to.deep.equal([]);
  });

  it('takes the private engine down when it is ended in the middle', async () => {
    const start = spawn(process.execPath, [checkout.at('scripts/start.mjs'), '--wait'], {
      cwd: checkout.directory,
      env: noEngine,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(start.stdout, 'data');
    start.kill('SIGTERM');
    const [code] = (await once(start, 'close')) as [number | null];
    expect(code).to.equal(130);
    expect((await calls()).at(-1)).to.match(/^engine down --name start-\d+/);
  });
});
