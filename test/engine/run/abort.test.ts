import { expect } from 'chai';
import { CommandLine } from '../../support/command-line.ts';
import { RunPlace } from './support/run-place.ts';
import { eventsOf } from './support/runs.ts';

describe('An abort condition', function () {
  this.timeout(120_000);
  const here = new RunPlace();

  it('ends the injecting, undoes everything in reverse order, and lets the recovery be measured', async () => {
    const theirs = await here.containers.run('faultline/signaltest:exec', { foreign: true });
    const run = await here.run(`
name: Too much
attach: { theirs: { container: ${theirs.name} } }
containers:
  web: { image: 'faultline/webserver:v1', ports: [8000] }
load:
  users: { url: 'http://web:8000/', rate: 40/s, timeout: 250ms }
steady: { for: 1s, expect: [{ availability: { is: '>= 90%' } }] }
blast_radius: { last_healthy: true }
abort: ['availability < 80% for 1s']
timeline:
  - { at: 0s, pause: { of: theirs, for: 50s } }
  - { after: 0s, kill: theirs }
  - { at: 2s, pause: { of: web, for: 60s } }
  - { at: 30s, kill: web }
  - { when: { log: theirs, matches: never, within: 60s }, kill: theirs }
expect:
  - availability: { of: users, during: recovery, is: '>= 50%' }
`);
    const [abort, ...more] = eventsOf(run, 'abort');
    expect(more).to.deep.equal([]);
    expect(abort).to.include({ condition: 'availability of users < 80% for 1s', verdict: 'failed' });
    expect(eventsOf(run, 'undo').map(({ target, outcome }) => `${target} ${outcome}`)).to.deep.equal([
      'web.1 undone',
      `${theirs.name} undone`,
    ]);
    expect(eventsOf(run, 'step').filter(({ fault, outcome }) => fault === 'kill' && outcome === 'injected')).to.deep.equal([]);
    expect((await here.containers.state(theirs)).status).to.equal('running');
    expect(eventsOf(run, 'steady-state').at(-1)).to.include({ moment: 'after', held: true });
    expect(eventsOf(run, 'run-ended')[0]?.reason).to.equal('aborted');
    expect(run.result.verdict).to.equal('failed');
    expect(run.result.abort).to.include({ condition: 'availability of users < 80% for 1s', verdict: 'failed' });
    const checks = run.result.checks.map(({ kind, verdict }) => `${kind} ${verdict}`);
    expect(checks).to.include('abort failed');
    expect(checks.join(' '), 'the recovery is judged, too').to.include('availability ');
  });

  it('may make a run inconclusive, which the exit code tells', async () => {
    const text = (verdict: string) => `
name: A container that restarts
containers:
  web: { image: 'faultline/webserver:v1', restart: always }
abort: { when: [{ restarts: web, is: '>= 1' }], verdict: ${verdict} }
timeline:
  - { at: 0s, crash: web }
  - { at: 60s, kill: web }
`;
    for (const [verdict, code] of [
      ['inconclusive', 4],
      ['failed', 1],
    ] as const) {
      const flags = ['--out', `${here.place.out}-${verdict}`, '--engine', here.engine.facts.endpoint];
      const ended = await new CommandLine(['run', await here.place.scenario(text(verdict)), ...flags]).end();
      expect(ended.code, ended.stderr).to.equal(code);
      expect(ended.stdout).to.include('restarts of web, is: >= 1').and.include('The run was aborted');
      expect(ended.stderr).to.include('aborted: restarts of web').and.not.to.include('    at ');
    }
  });

  it('does not hold in a run that keeps within it', async () => {
    const run = await here.run(`
name: Within bounds
containers:
  web: { image: 'faultline/webserver:v1', ports: [8000] }
load:
  users: { url: 'http://web:8000/', rate: 20/s, timeout: 500ms }
abort: ['outage > 20s', 'restarts of web > 3', 'availability < 10% for 20s']
timeline:
  - { at: 0s, pause: { of: web, for: 1s } }
`);
    expect(eventsOf(run, 'abort')).to.deep.equal([]);
    expect(eventsOf(run, 'run-ended')[0]?.reason).to.equal('completed');
  });
});
