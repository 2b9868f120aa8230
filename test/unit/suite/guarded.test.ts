import { expect } from 'chai';
import { analyse } from '../../../src/analysis/analyse.ts';
import type { Check } from '../../../src/checks/check.ts';
import { judgeAll } from '../../../src/checks/judge-all.ts';
import type { Clock } from '../../../src/clock/clock.ts';
import type { FaultContext } from '../../../src/faults/fault.ts';
import { defineCheck, defineFault } from '../../../src/suite/define-extension.ts';
import { guardedCheck } from '../../../src/suite/guarded-check.ts';
import { guardedFault } from '../../../src/suite/guarded-fault.ts';
import { guardedReporter } from '../../../src/suite/guarded-reporter.ts';
import { z } from 'zod';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';
import { HistoryBuilder } from '../support/history-builder.ts';

const analysis = analyse(new HistoryBuilder().subject().ended().events);
const target = { subject: 'web', name: 'web.1', id: 'abc', labels: {} };
const frame = { name: 'mine', summary: 'Mine.', schema: z.strictObject({}) };

/** Its time is over as soon as somebody waits for it. */
const impatient = { now: () => 0, sleepUntil: async () => Promise.resolve() } as unknown as Clock;
const patient = { now: () => 0, sleepUntil: async () => new Promise<void>(() => undefined) } as unknown as Clock;

const faultWith = (undo: unknown, inject: () => Promise<object> = () => Promise.resolve({})) =>
  guardedFault(
    defineFault({ ...frame, of: 'subject', lasts: 'optional', prepare: () => Promise.resolve({ undo: undo as never, inject }) }),
  );
const prepare = async (fault: ReturnType<typeof faultWith>, clock = patient) =>
  fault.prepare({}, target, { clock } as unknown as FaultContext);

describe("a user's fault", () => {
  it('is prepared and injected as it says', async () => {
    const undo = [{ action: 'continue', container: 'abc', when: 'timeline-end' }];
    const prepared = await prepare(faultWith(undo, () => Promise.resolve({ method: 'own' })));
    expect(prepared.undo).to.deep.equal(undo);
    expect(await prepared.inject()).to.deep.equal({ method: 'own' });
  });

  it('is refused when another process could not undo it', async () => {
    for (const undo of [undefined, [() => undefined], [{ action: 'format-disk', container: 'abc', when: 'run-end' }]]) {
      const error = await faultlineErrorOf(prepare(faultWith(undo)));
      expect(error.code).to.equal('ERR_FAULT_FAILED');
      expect(error.message).to.contain('The fault mine on web.1').and.contain('nothing was done');
    }
  });

  it('ends in time', async () => {
    const never = async () => new Promise<object>(() => undefined);
    const fault = guardedFault(
      defineFault({ ...frame, of: 'subject', lasts: 'optional', prepare: async () => new Promise<never>(() => undefined) }),
    );
    expect((await faultlineErrorOf(prepare(fault, impatient))).code).to.equal('ERR_TIMEOUT');
    const prepared = await prepare(faultWith([], never), { ...patient, sleepUntil: times(patient, impatient) });
    const error = await faultlineErrorOf(prepared.inject());
    expect(error.code).to.equal('ERR_TIMEOUT');
    expect(error.message).to.contain('inject took longer than 60 s');
  });
});

/** The first wait is that of one clock, all others are that of the other. */
function times(first: Clock, then: Clock): Clock['sleepUntil'] {
  let waits = 0;
  return async (timeMs, signal) => (waits++ === 0 ? first : then).sleepUntil(timeMs, signal);
}

describe("a user's check", () => {
  const judged = (judge: Check['judge']) =>
    judgeAll([{ kind: 'mine', options: {} }], analysis, [guardedCheck({ ...frame, of: 'none', judge })])[0];
  const judgement = { verdict: 'passed', expected: 'a', observed: 'b', message: 'c', evidence: [] } as const;

  it('judges', () => {
    expect(judged(() => judgement)).to.deep.equal({ kind: 'mine', ...judgement });
  });

  it('is inconclusive when it throws, or returns something else', () => {
    const bad: (() => unknown)[] = [
      () => {
        throw new Error('no idea');
      },
      () => Promise.resolve(judgement),
      () => ({ ...judgement, verdict: 'fine' }),
      () => undefined,
    ];
    for (const judge of bad) expect(judged(judge as Check['judge'])).to.include({ kind: 'mine', verdict: 'inconclusive' });
  });

  it('knows the types of its options', () => {
    const typed = defineCheck({
      ...frame,
      schema: z.strictObject({ of: z.string() }),
      of: 'load',
      judge({ of }) {
        // @ts-expect-error it is a string
        of satisfies number;
        return { ...judgement, of };
      },
    });
    expect(typed.judge({ of: 'users' }, analysis).of).to.equal('users');
  });
});

describe("a user's report", () => {
  const reporter = (render: () => unknown) =>
    guardedReporter({ name: 'chat', summary: 'a message', fileName: 'chat.json', render: render as () => string });

  it('says which one failed', async () => {
    for (const render of [() => undefined, () => JSON.parse('{') as unknown]) {
      const error = await faultlineErrorOf(Promise.resolve().then(() => reporter(render).render({} as never)));
      expect(error.code).to.equal('ERR_OUTPUT');
      expect(error.message).to.contain('The report chat');
    }
    expect(reporter(() => 'text').render({} as never)).to.equal('text');
  });
});
