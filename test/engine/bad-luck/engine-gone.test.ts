import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { engineDown } from '../../../src/engine/private/engine-down.ts';
import { engineUp } from '../../../src/engine/private/engine-up.ts';
import { CommandLine } from '../../support/command-line.ts';
import { Workplace } from '../../support/workplace.ts';

const scenario = `
name: The engine goes away
containers:
  lonely: { image: 'faultline/signaltest:exec' }
timeline:
  - when: { log: lonely, matches: I am alive }
    signal: { of: lonely, signal: SIGHUP }
  - after: 1s
    kill: lonely
  - at: 60s
expect:
  - exit: { of: lonely, code: 137 }
`;

describe('An engine that goes away in the middle of a run', function () {
  this.timeout(120_000);
  const name = `gone-${process.pid}`;
  let place: Workplace;
  let daemon: number;
  let endpoint: string;

  before(async () => {
    place = await Workplace.make();
    const engine = await engineUp({ name });
    daemon = engine.pid;
    ({ endpoint } = engine);
  });
  after(async () => {
    await engineDown(name);
    await place.remove();
  });

  it('ends the run with 4, because something is left behind, a message, and a history that says what happened', async () => {
    const run = new CommandLine(['run', await place.scenario(scenario), '--out', place.out, '--engine', endpoint], {
      FAULTLINE_STATE_DIR: join(place.directory, 'state'),
    });
    await run.says(/signal lonely/);
    process.kill(daemon, 'SIGKILL');
    const { code, stderr } = await run.end();
    expect(code, stderr).to.equal(4);
    expect(stderr).to.include('fix:').and.to.include('faultline cleanup --run').and.not.to.include('    at ');
    const history = await place.history();
    expect(history.find(({ type }) => type === 'error')).to.include({ code: 'ERR_ENGINE_UNREACHABLE' });
    expect(history.at(-1)).to.include({ type: 'run-ended', reason: 'failed' });
    const result = JSON.parse(await readFile(join(place.out, 'latest', 'result.json'), 'utf8')) as { verdict: string };
    expect(result.verdict).to.equal('inconclusive');
  });
});
