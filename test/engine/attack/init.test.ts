import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { runScenarioFile } from '../../../src/suite/run-scenario-file.ts';
import { faultlineHere } from '../../unit/cli/faultline-here.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';
import { Bystanders } from './bystanders.ts';

describe('faultline init', function () {
  this.timeout(600_000);
  let engine: Engine;
  let there: Bystanders;
  let place: Workplace;
  before(async () => (engine = await engineForTests()));
  beforeEach(async () => {
    there = new Bystanders(engine);
    place = await Workplace.make();
  });
  afterEach(async () => {
    process.exitCode = 0;
    await there.removeAll();
    await place.remove();
  });

  /** Writes scenarios, runs them all, and returns what each came to. */
  async function verdicts(...args: string[]): Promise<Record<string, string>> {
    const out = join(place.directory, 'ready');
    const { code, stdout, stderr } = await faultlineHere(['init', ...args, '--out', out]);
    expect(code, stderr).to.equal(0);
    const found: Record<string, string> = {};
    for (const path of stdout.trim().split('\n')) {
      const [run] = await runScenarioFile(path, { engine, out: place.out });
      const told = run?.result.checks.filter(({ verdict }) => verdict !== 'passed').map(({ message }) => message);
      found[path.replace(/^.*\/[a-z0-9-]*?(?=graceful|kill|crash|unhealthy|rollout)/, '')] = [run?.result.verdict, ...(told ?? [])].join(
        ': ',
      );
    }
    return found;
  }

  const passed = (...names: string[]) => Object.fromEntries(names.map((name) => [`${name}.yaml`, 'passed']));
  const healthcheck = { test: ['CMD', 'healthy'], intervalMs: 300, timeoutMs: 1000, retries: 1 };

  it('a sample', async () => {
    expect(await verdicts()).to.deep.equal(passed('graceful-stop', 'kill', 'crash', 'unhealthy'));
  });

  it('a running container', async () => {
    const name = await there.run({ healthcheck, restart: { name: 'always' } });
    expect(await verdicts('--container', name)).to.deep.equal(passed('graceful-stop', 'kill', 'crash', 'unhealthy'));
    expect((await there.state(name)).status).to.equal('running');
  });

  it('a service', async () => {
    const name = await there.service(3);
    const names = ['graceful-stop', 'kill', 'crash', 'rollout', 'rollout-with-fault'];
    expect(await verdicts('--service', name)).to.deep.equal(passed(...names));
  });

  it('a Compose file, telling what is left out', async () => {
    const file = join(place.directory, 'compose.yaml');
    await writeFile(
      file,
      'services:\n  web:\n    image: faultline/webserver:v1\n    ports: ["8000"]\n    restart: always\n    volumes: ["data:/data"]\n    environment: { PRICE: "5 $$" }\n',
    );
    expect(await verdicts('--compose', file)).to.deep.equal(passed('graceful-stop', 'kill', 'crash'));
    const again = await faultlineHere(['init', '--compose', file, '--out', join(place.directory, 'ready')]);
    expect([again.code, again.stderr.includes('--force')]).to.deep.equal([2, true]);
  });
});
