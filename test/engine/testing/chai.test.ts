import { AssertionError } from 'node:assert';
import * as chai6 from 'chai';
import * as chai5 from 'chai5';
import type { Engine } from '../../../src/engine/engine.ts';
import { assertAvailability, assertExited, assertHoldsNot, assertRestarted } from '../../../src/testing/assert.ts';
import { faultlineChai, partOf } from '../../../src/testing/chai.ts';
import { openSession } from '../../../src/testing/open-session.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';

const { expect } = chai6;

/** Returns what the work throws, at once or later. */
async function thrownBy(work: () => unknown): Promise<Error & { readonly expected?: unknown; readonly actual?: unknown }> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
}

describe('Assertions about a session and about its run', function () {
  this.timeout(180_000);
  let engine: Engine;
  before(async () => (engine = await engineForTests()));

  for (const [version, chai] of [
    ['6', chai6],
    ['5', chai5],
  ] as const) {
    it(`hold and fail in chai ${version}, live and afterwards, positive and negated`, async () => {
      const { expect: claim } = chai.use(faultlineChai);
      await using session = await openSession({ engine, name: `chai ${version}` });
      const web = await session.startContainer('web', { image: 'faultline/webserver:v1', ports: [8000], restart: 'always' });
      const users = await session.measure(web, { port: 8000, rate: '20/s', timeout: '500ms', connections: 'new' });
      await claim(web).to.become.running.within('10s');
      await claim(web).to.not.become.exited.within('300ms');
      await session.kill(web);
      await claim(web).to.have.exited.with.code(137);
      await claim(web).to.have.exited.with.signal('SIGKILL');
      await claim(web).to.not.have.exited.with.code(3);
      const wrong = await thrownBy(() => claim(web).to.have.exited.with.code(3));
      expect(wrong).to.be.instanceOf(chai.AssertionError);
      expect(wrong.message).to.match(/^expected exit of web to be code 3.*; observed: no|^expected exit of web to be code 3/);
      expect(wrong.message)
        .to.include('what happened:')
        .and.match(/web\.1/)
        .and.include(session.directory);
      expect([wrong.expected, wrong.actual].every((one) => typeof one === 'string')).to.equal(true);
      await claim(web).to.have.restarted(0).times;
      expect((await thrownBy(() => claim(web).to.have.restarted(1).times)).message).to.include('restarts of web to be == 1');
      expect((await thrownBy(() => claim(web).to.not.have.restarted(0).times)).message).to.include('not == 0');
      expect((await thrownBy(() => claim(web).to.not.have.exited(137))).message).to.include('not code 137');
      const late = await thrownBy(() => claim(web).to.become.healthy.within('200ms'));
      expect(late.message).to.include('expected web to become healthy within 200ms');

      await session.until({ availability: 'users', below: '50%', within: '30s' });
      await claim(users).to.have.availability.below(0.999);
      await claim(users).to.have.outage.longerThan('50ms');
      expect((await thrownBy(() => claim(users).to.have.no.outage.longerThan('50ms'))).message).to.include('outage of users');
      claim(session).to.have.sometime((event) => event.type === 'step');
      claim(session).to.never((event) => event.type === 'rollout');
      // What cannot be told holds in neither way.
      expect((await thrownBy(() => claim(users).to.serve.version('2').with.share(1))).message).to.include('cannot be told');
      expect((await thrownBy(() => claim(users).to.not.serve.version('2').with.share(1))).message).to.include('cannot be told');

      const run = await session.end();
      claim(run).to.have.availability.for('users').below(0.999);
      claim(partOf(run, 'web')).to.have.exited.with.code(137);
      claim(partOf(run, 'web')).to.not.have.exited(3);
      claim(run).to.have.sometime((event) => event.type === 'undo' || event.type === 'step');
      expect(() => claim(run).to.have.availability.above(0.999)).to.throw(chai.AssertionError, /availability of users/);
      expect(() => claim('nothing').to.have.availability.above(1)).to.throw(chai.AssertionError, /to be a session, a run or a part/);
      claim(5).to.be.above(4).and.below(6).and.within(1, 9);
    });
  }

  it('are the same as functions', async () => {
    await using session = await openSession({ engine, name: 'functions' });
    const web = await session.startContainer('web', { image: 'faultline/webserver:v1' });
    await session.kill(web);
    await assertExited(web, { code: 137 });
    await assertRestarted(web, 0);
    await assertHoldsNot(web, { exit: { of: 'web', code: 1 } });
    const wrong = await thrownBy(async () => assertExited(web, { code: 1 }));
    expect(wrong).to.be.instanceOf(AssertionError);
    expect(wrong.message).to.include('expected exit of web to be code 1');
    expect((await thrownBy(async () => assertAvailability(session, '>= 1%'))).message).to.include('add a load');
    const run = await session.end();
    await assertExited(partOf(run, 'web'), { code: 137 });
    expect(run.result.checks.map(({ verdict }) => verdict)).to.include('failed');
  });
});
