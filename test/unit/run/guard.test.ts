import { expect } from 'chai';
import type { Clock } from '../../../src/clock/clock.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { Guard } from '../../../src/run/guard.ts';
import type { RunContext } from '../../../src/run/run-context.ts';
import type { UndoStack } from '../../../src/run/undo-stack.ts';
import type { Target } from '../../../src/targets/target.ts';

const attached = (name: string): Target => ({
  subject: 'web',
  name,
  id: `id-${name}`,
  labels: {},
  attached: true,
  found: { healthy: true, hostname: name, runsEngine: false },
});
const [one, two] = [attached('one'), attached('two')];
const candidates = [one, two];

describe('The guard of a run', () => {
  let nowMs: number;
  let guard: Guard;

  beforeEach(() => {
    nowMs = 5000;
    const clock: Pick<Clock, 'now'> = { now: () => nowMs };
    const context = { runId: 'r', scenario: { blastRadius: {} }, engine: { facts: { swarm: 'inactive' } }, clock };
    const nothingLasts: Pick<UndoStack, 'lastsOn'> = { lastsOn: () => false };
    guard = new Guard(context as unknown as RunContext, nothingLasts as UndoStack);
  });

  const hit = async (target: Target) => guard.admit('web', async () => Promise.resolve({ targets: [target], candidates }));
  const refusal = async (target: Target) =>
    hit(target).then(
      () => undefined,
      (error: unknown) => (error instanceof FaultlineError ? error.code : error),
    );

  it('counts what is being hit as not healthy, until a second after', async () => {
    const admission = await hit(one);
    nowMs += 60_000;
    expect(await refusal(two)).to.equal('ERR_BLAST_RADIUS');
    admission.release();
    nowMs += 999;
    expect(await refusal(two)).to.equal('ERR_BLAST_RADIUS');
    nowMs += 1;
    expect(await refusal(two)).to.equal(undefined);
  });

  it('remembers what is hit twice at the same time until both are over', async () => {
    const [first, second] = [await hit(one), await hit(one)];
    first.release();
    nowMs += 60_000;
    expect(await refusal(two)).to.equal('ERR_BLAST_RADIUS');
    second.release();
    nowMs += 1000;
    expect(await refusal(two)).to.equal(undefined);
  });

  it('keeps no process waiting for that second', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const admission = await hit(one);
    const before = timers();
    admission.release();
    expect(timers()).to.equal(before);
  });
});
