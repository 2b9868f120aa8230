import * as chai6 from 'chai';
import * as chai5 from 'chai5';
import type { CheckResult } from '../../../src/checks/check.ts';
import { faultlineChai, partOf } from '../../../src/testing/chai.ts';
import type { ScenarioRun } from '../../../src/suite/scenario-run.ts';
import { killHistory, sampleRun } from '../report/support/sample-run.ts';

const { expect } = chai6;

const run: ScenarioRun = { ...sampleRun(killHistory(), []), directory: '/runs/1', leftovers: [] };
const web = partOf(run, 'web');

type Claim = (to: Chai.Assertion) => unknown;

/** Each holds of the run, and its opposite does not. */
const claims: Readonly<Record<string, readonly [about: unknown, claim: Claim]>> = {
  'availability above a share': [run, (to) => to.have.availability.above(0.6)],
  'availability above a text': [run, (to) => to.have.availability.for('users').above('60%')],
  'availability below': [run, (to) => to.have.availability.below(0.9)],
  'availability at least': [run, (to) => to.have.availability.at.least(0.6)],
  'availability at most, in another window': [run, (to) => to.have.availability.during('steady').at.most(1)],
  'an outage longer than': [run, (to) => to.have.outage.longerThan('200ms')],
  'an exit': [web, (to) => to.have.exited()],
  'an exit with a code': [web, (to) => to.have.exited.with.code(137)],
  'an exit with a signal': [web, (to) => to.have.exited.with.signal('SIGKILL')],
  'a number of restarts': [web, (to) => to.have.restarted(1).times],
  'an event sometime': [run, (to) => to.have.sometime(({ type }) => type === 'step')],
  'an event always': [run, (to) => to.always(({ seq }) => seq > 0)],
  'an event never': [run, (to) => to.never(({ type }) => type === 'rollout')],
};

/** What the compiler must refuse; never called. An unused @ts-expect-error is an error itself. */
export function refused(to: Chai.Assertion): void {
  // @ts-expect-error a share, or a text
  void to.have.availability.above(true);
  // @ts-expect-error there is no such window
  void to.have.availability.during('lunch');
  // @ts-expect-error a text with a unit
  void to.have.outage.longerThan(500);
  // @ts-expect-error a code is a number
  void to.have.exited.with.code('137');
  // @ts-expect-error how often is a number
  void to.have.restarted('once');
  // @ts-expect-error nothing gets into such a state
  const state: keyof Chai.Assertion['become'] = 'happy';
  to.equal(state);
  // @ts-expect-error a text with a unit
  void to.become.healthy.within(5);
  // @ts-expect-error a version is a text
  void to.serve.version(2);
  // @ts-expect-error what it looks for is a function
  void to.have.sometime('step');
}

describe('assertions about a run that is over', () => {
  for (const [version, chai] of [
    ['6', chai6],
    ['5', chai5],
  ] as const) {
    const { expect: claim } = chai.use(faultlineChai);
    for (const [what, [about, says]] of Object.entries(claims)) {
      it(`chai ${version}: ${what} holds, and its opposite does not`, () => {
        says(claim(about).to);
        expect(() => says(claim(about).to.not)).to.throw(chai.AssertionError);
      });
    }

    it(`chai ${version}: tell what was expected and observed, and what explains it`, () => {
      expect(() => claim(web).to.have.exited.with.code(3)).to.throw(
        /expected exit of web to be code 3.*137[\s\S]*what happened:[\s\S]*web\.1/,
      );
    });
  }
});

describe('an assertion that somebody forgot to finish', () => {
  const { expect: claim } = chai6.use(faultlineChai);

  for (const [what, forgotten] of [
    ['availability', () => claim(run).to.have.availability],
    ['availability of a load', () => claim(run).to.have.availability.for('users')],
    ['outage', () => claim(run).to.have.no.outage],
    ['exited', () => claim(web).to.have.exited],
    ['become', () => claim(web).to.become.healthy],
    ['serve', () => claim(web).to.serve.version('2')],
  ] as const) {
    it(`fails the test it stands in: ${what}`, async () => {
      const error = await told('uncaughtException', () => void forgotten());
      expect(String(error)).to.match(/says nothing yet: go on/);
    });
  }

  it('does not fail for a word too many or too few at its end', () => {
    void claim(web).to.have.exited(137);
    void claim(web).to.have.restarted(1).times;
    void claim(web).to.have.restarted(1);
  });

  it('fails the test when it does not hold and nobody awaits it', async () => {
    const result: CheckResult = { kind: 'exit', verdict: 'failed', expected: 'code 0', observed: 'code 137', message: '', evidence: [] };
    const session = {
      judge: async () => Promise.resolve(result),
      events: [],
      until: () => undefined,
      keep: () => undefined,
      directory: '/x',
    };
    const error = await told('unhandledRejection', () => void claim(session).to.have.exited.with.code(0));
    expect(String(error)).to.include('observed: code 137');
  });
});

/** Returns what the process is told of; mocha, which fails the test of it, is not told meanwhile. */
async function told(event: 'uncaughtException' | 'unhandledRejection', work: () => void): Promise<unknown> {
  const others = process.rawListeners(event) as ((error: unknown) => void)[];
  process.removeAllListeners(event);
  try {
    return await new Promise((resolve) => {
      process.once(event as 'uncaughtException', resolve);
      work();
    });
  } finally {
    process.removeAllListeners(event);
    for (const other of others) process.on(event as 'uncaughtException', other);
  }
}
