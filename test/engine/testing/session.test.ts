import { join } from 'node:path';
import { expect } from 'chai';
import { judgeHistory } from '../../../src/checks/judge-history.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { RUN_LABEL } from '../../../src/engine/labels.ts';
import type { HistoryEvent } from '../../../src/history/history-event.ts';
import { readConfig } from '../../../src/suite/read-config.ts';
import type { Disturbance } from '../../../src/testing/disturbance.ts';
import { openSession } from '../../../src/testing/open-session.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';
import { Workplace } from '../../support/workplace.ts';

const examples = join(import.meta.dirname, '../../../examples');
const web = { image: 'faultline/webserver:v1', ports: [8000] };

describe('A session', function () {
  this.timeout(120_000);
  let engine: Engine;
  let place: Workplace;

  before(async () => {
    engine = await engineForTests();
    place = await Workplace.make();
  });

  after(async () => place.remove());

  const left = async (id: string) => (await engine.listContainers({ labels: [`${RUN_LABEL}=${id}`] })).map(({ name }) => name);

  it('measures around a fault, waits for a condition, judges, and leaves a run with its reports', async () => {
    const session = await openSession({ engine, name: 'by hand', out: place.out });
    const subject = await session.startContainer('web', { ...web, restart: 'no' });
    const users = await session.measure(subject, { port: 8000, rate: '20/s', timeout: '500ms', connections: 'new' });
    const kill = await session.kill(subject);
    expect(kill.targets).to.deep.equal(['web.1']);
    await session.until({ availability: 'users', below: '50%', within: '30s' });
    await session.start('web');
    await session.until({ state: 'web', is: 'running' });

    const exit = await session.check({ exit: { of: 'web', code: 137, times: 1 } });
    expect(exit.verdict, exit.message).to.equal('passed');
    const share = await session.judge('availability of users == 100%');
    expect(share.verdict, share.message).to.equal('failed');
    const figures = await users.stop();
    expect(figures.failed).to.be.greaterThan(0);

    const run = await session.end();
    expect(await session.end()).to.equal(run);
    expect(run.result.checks.map(({ kind, verdict }) => [kind, verdict])).to.deep.equal([['exit', 'passed']]);
    expect(run.result.load['users']?.due).to.equal(figures.due);
    expect(run.result.timeline.map(({ fault, outcome }) => [fault, outcome])).to.deep.equal([
      ['kill', 'injected'],
      ['start', 'injected'],
    ]);
    expect(run.leftovers).to.deep.equal([]);
    expect(await left(session.id)).to.deep.equal([]);
    expect((await place.history()).at(-1)?.type).to.equal('run-ended');
  });

  it('undoes what lasts when it is disposed of, and lets an attached container be', async () => {
    await using app = await plainContainer(engine);
    const status = async () => (await engine.inspectContainer(app.id))?.status;
    {
      await using session = await openSession({ engine, name: 'inner', blastRadius: { last_healthy: true } });
      const attached = await session.attach('app', { container: app.name });
      {
        await using _paused = await session.pause(attached);
        expect(await status()).to.equal('paused');
      }
      expect(await status()).to.equal('running');
      const held = await session.inject('pause', { of: attached, for: '300ms' });
      expect(held.targets).to.deep.equal([app.name]);
      expect(await status(), 'after its `for`').to.equal('running');
      await session.pause('app');
    }
    expect(await status(), 'after the session').to.equal('running');
  });

  it('tells its history while it goes on, and to its end', async () => {
    const session = await openSession({ engine, name: 'history' });
    const seen: HistoryEvent[] = [];
    const reading = (async () => {
      for await (const event of session.history()) seen.push(event);
    })();
    await session.startContainer('web', web);
    await session.stop('web');
    await session.until({ state: 'web', is: 'exited' });
    expect(session.events.some((event) => event.type === 'engine-event' && event.action === 'die')).to.equal(true);
    await session.end();
    await reading;
    expect(seen).to.deep.equal([...session.events]);
    expect(seen.at(-1)?.type).to.equal('run-ended');
  });

  it('knows what a configuration adds, and keeps what was judged in its history', async () => {
    const configuration = { hang: 'extend-fault/faultline.config.ts', budget: 'extend-check/faultline.config.mjs' };
    const own = await readConfig(join(examples, configuration.hang));
    const registries = await readConfig(join(examples, configuration.budget), own);
    const session = await openSession({ engine, name: 'configured', registries, blastRadius: { last_healthy: true } });
    const subject = await session.startContainer('web', web);
    // The compiler would have to be told: docs/testing.md.
    const hang = Reflect.get(session, 'hang') as (of: typeof subject, options: object) => Promise<Disturbance>;
    expect((await hang(subject, { for: '200ms' })).targets).to.deep.equal(['web.1']);
    const users = await session.measure(subject, { port: 8000, rate: '20/s' });
    const budget = await session.check("error-budget: { of: users, objective: 99%, is: '<= 100%' }");
    expect(budget.verdict, budget.message).to.equal('passed');
    await users.stop();
    const { analysis, result } = await session.end();
    expect(result.checks.map(({ kind, verdict }) => [kind, verdict])).to.deep.equal([['error-budget', 'passed']]);
    // Stored, it comes to the same again.
    expect(judgeHistory(analysis).map(({ kind, verdict }) => [kind, verdict])).to.deep.equal([['error-budget', 'passed']]);
  });

  it('ends itself when a condition to abort at holds: everything is undone at once, and it has failed', async () => {
    await using app = await plainContainer(engine);
    const session = await openSession({ engine, name: 'aborted', blastRadius: { last_healthy: true } });
    expect((await faultlineErrorOf(Promise.resolve().then(() => session.abortWhen(['restarts of web > 3'])))).message).to.include('web');
    const attached = await session.attach('app', { container: app.name });
    session.abortWhen({ when: [{ state: 'app', is: 'paused' }], verdict: 'inconclusive' });
    const pausing = session.pause(attached).catch((error: unknown) => error);
    const waiting = await faultlineErrorOf(session.until({ state: 'app', is: 'exited' }));
    expect(waiting.code).to.equal('ERR_INTERRUPTED');
    expect(waiting.message).to.include('app');
    await pausing;
    expect((await faultlineErrorOf(session.pause(attached))).code).to.equal('ERR_INTERRUPTED');
    const { result, leftovers } = await session.end();
    expect((await engine.inspectContainer(app.id))?.status).to.equal('running');
    expect(result.run.ended).to.equal('aborted');
    expect(result.verdict).to.equal('inconclusive');
    expect(result.checks.map(({ kind }) => kind)).to.include('abort');
    expect(leftovers).to.deep.equal([]);
  });

  it('says what is wrong with a call, and goes on', async () => {
    await using session = await openSession({ engine, name: 'wrong', blastRadius: { max_targets: 1 } });
    await session.startContainer('web', { ...web, scale: 2 });
    const unknown = await faultlineErrorOf(session.kill('wbe'));
    expect(unknown.message).to.include('did you mean `web`');
    expect((await faultlineErrorOf(session.kill('web'))).code).to.equal('ERR_BLAST_RADIUS');
    expect((await faultlineErrorOf(session.until({ state: 'web', is: 'exited', within: '50ms' }))).code).to.equal('ERR_TIMEOUT');
    await session.kill('web', { pick: { random: 1 } });
    expect((await session.check({ exit: { of: 'web', times: 1 } })).verdict).to.equal('passed');
  });

  it('is bounded in time, and ends with a signal: whatever waits is rejected, and everything is removed', async () => {
    const late = await openSession({ engine, name: 'late', timeout: '3s' });
    await late.startContainer('web', web);
    expect((await faultlineErrorOf(late.until({ state: 'web', is: 'exited' }))).code).to.equal('ERR_TIMEOUT');
    expect((await late.end()).result.verdict).to.equal('inconclusive');
    expect(await left(late.id)).to.deep.equal([]);

    const stop = new AbortController();
    const cancelled = await openSession({ engine, name: 'cancelled', signal: stop.signal });
    await cancelled.startContainer('web', web);
    const waiting = cancelled.until({ state: 'web', is: 'exited' }).catch((error: unknown) => error);
    stop.abort(new Error('enough'));
    expect(await waiting).to.equal(stop.signal.reason);
    expect((await cancelled.end()).result.run.ended).to.equal('interrupted');
    expect(await left(cancelled.id)).to.deep.equal([]);
  });

  it('starts a service, follows its rollout and measures which version answers', async () => {
    await using session = await openSession({ engine, name: 'rollout' });
    // With start-first an update can be completed before its last old task has ended.
    const service = await session.startService('web', {
      ...web,
      deploy: { replicas: 2, update_config: { order: 'stop-first', monitor: '300ms' } },
    });
    await session.measure(service, { port: 8000, rate: '20/s', version: { body: 'version (\\d+)' } });
    await session.rollout(service, { image: 'faultline/webserver:v2' });
    await session.until({ rollout: 'web', state: 'completed', within: '90s' });
    const since = session.nowMs;
    await session.until({ response: 'users', version: '2' });
    const versions = await session.judge({ versions: { of: 'web', by: 'tasks', at: 'end', share: { '2': '== 100%' } } });
    expect(versions.verdict, versions.message).to.equal('passed');
    const answered = await session.judge({ versions: { of: 'users', present: ['2'] } }, { since });
    expect(answered.verdict, answered.message).to.equal('passed');
  });
});

/** A container that no run has created, with a restart policy of none. */
async function plainContainer(engine: Engine): Promise<{ id: string; name: string } & AsyncDisposable> {
  const containers = new Containers(engine);
  const { id, name } = await containers.run(web.image, { foreign: true, ports: [8000] });
  return { id, name, [Symbol.asyncDispose]: async () => engine.removeContainer(id) };
}
