import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { readHistory } from '../../../src/history/read-history.ts';
import { faultline } from '../../support/command-line.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { installedExample } from '../../support/installed-example.ts';
import { Workplace } from '../../support/workplace.ts';

describe('A project with a configuration', function () {
  this.timeout(180_000);
  let place: Workplace;
  before(engineForTests);
  beforeEach(async () => (place = await Workplace.make()));
  afterEach(async () => place.remove());

  async function run(example: string, config: string): Promise<{ readonly latest: string; readonly kinds: readonly string[] }> {
    const folder = await installedExample(place, example);
    const { out } = place;
    const args = ['run', join(folder, 'scenario.yaml'), '--config', join(folder, config), '--out', out, '--quiet'];
    // As the example's own script does where Node.js does not read TypeScript itself.
    const { code, stdout, stderr } = await faultline(args, config.endsWith('.ts') ? { NODE_OPTIONS: '--import tsx' } : {});
    expect(code, `${stdout}${stderr}`).to.equal(0);
    const latest = join(out, 'latest');
    const { checks } = JSON.parse(await readFile(join(latest, 'result.json'), 'utf8')) as {
      checks: readonly { kind: string; verdict: string }[];
    };
    return { latest, kinds: checks.map(({ kind, verdict }) => `${kind} ${verdict}`) };
  }

  it('runs its own fault, bounded by for: and undone from the log', async () => {
    const { latest, kinds } = await run('extend-fault', 'faultline.config.ts');
    const events = await readHistory(join(latest, 'history.ndjson'));
    const step = events.find((event) => event.type === 'step');
    expect(step).to.include({ fault: 'hang', outcome: 'injected' });
    expect(events.flatMap((event) => (event.type === 'undo' ? [event.outcome] : []))).to.deep.equal(['undone']);
    expect(kinds).to.include('outage passed').and.include('state passed');
  });

  it('judges by its own check', async () => {
    const { kinds } = await run('extend-check', 'faultline.config.mjs');
    expect(kinds.filter((kind) => kind === 'error-budget passed')).to.have.lengthOf(2);
  });

  it('asks by its own probe, on new and on kept connections', async () => {
    const { latest, kinds } = await run('extend-probe', 'faultline.config.mjs');
    expect(kinds).to.include('outage passed').and.include('availability passed');
    const events = await readHistory(join(latest, 'history.ndjson'));
    const asked = events.flatMap((event) => (event.type === 'load-bucket' && event.load === 'pings' ? [event] : []));
    expect(new Set(asked.map(({ stream }) => stream))).to.deep.equal(new Set(['new', 'keep-alive']));
    expect(asked.reduce((sum, { errors }) => sum + (errors.timeout ?? 0), 0)).to.be.above(10);
  });

  it('writes its own report', async () => {
    const { latest } = await run('extend-report', 'faultline.config.mjs');
    expect(JSON.parse(await readFile(join(latest, 'chat.json'), 'utf8'))).to.deep.equal({
      text: ':white_check_mark: A crashed container is started again',
    });
  });
});
