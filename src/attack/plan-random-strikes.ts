import type { Pick } from '../scenario/scenario.ts';
import { SeededRandom } from '../scenario/seeded-random.ts';
import type { Candidate } from './candidate.ts';
import { lastingMs } from './lasting.ts';
import { pickCandidates } from './pick-candidates.ts';
import { isQuiet, type QuietHours } from './quiet-hours.ts';
import { isHit, type AttackFault, type Hit, type Strike } from './strike.ts';
import { timesOf, type Rhythm } from './times.ts';

/** A fault that may be drawn, how likely it is beside the others, and whom it may hit. */
export interface Drawable {
  readonly use: AttackFault;
  readonly weight: number;
  readonly candidates: readonly Candidate[];
}

export interface RandomPlan extends Rhythm {
  readonly drawables: readonly Drawable[];
  readonly pick: Pick;
  readonly durationMs?: number;
  /** How many faults may be in force at the same time. */
  readonly maxConcurrent: number;
  /** How often one target may be hit. */
  readonly maxPerTarget?: number;
  /** Rest after a fault is over. */
  readonly pauseMs: number;
  readonly quietHours: readonly QuietHours[];
  /** Minute of the day at which the attack begins, on this machine. */
  readonly startMinute: number;
}

const DAY_MINUTES = 24 * 60;

/** Returns every decision of a random attack, to strike or not to, drawn by the seed. The same plan and seed give the same ones. Pure. */
export function planRandomStrikes(plan: RandomPlan, seed: string): Strike[] {
  const strikes: Strike[] = [];
  for (const [index, atMs] of timesOf(plan, seed).entries())
    strikes.push(decide(plan, `${seed}/${index}`, index, atMs, strikes.filter(isHit)));
  return strikes;
}

function decide(plan: RandomPlan, seed: string, index: number, atMs: number, before: readonly Hit[]): Strike {
  const why = reasonToRest(plan, atMs, before);
  if (why !== undefined) return { atMs, why };
  const drawables = plan.drawables
    .map((drawable) => ({ ...drawable, candidates: drawable.candidates.filter((one) => isFree(plan, one, atMs, before)) }))
    .filter(({ use, candidates }) => use.fault.of === 'none' || candidates.length > 0);
  const drawn = draw(drawables, new SeededRandom(`${seed}/fault`).fraction());
  if (drawn === undefined) return { atMs, why: 'no target is free' };
  const { use } = drawn;
  const targets = use.fault.of === 'none' ? [] : pickCandidates(drawn.candidates, plan.pick, seed);
  const asked = use.fault.lasts === 'optional' ? plan.durationMs : undefined;
  // A task that has ended is replaced by Swarm: there is nothing to undo.
  const endsTask = use.fault.endsTasks === true && targets.some(({ target }) => target.kind === 'task');
  const lasting = endsTask
    ? undefined
    : lastingMs(use.fault, targets, { everyMs: plan.everyMs, ...(asked !== undefined && { durationMs: asked }) });
  const whom = targets.map(({ title }) => title).join(', ');
  return {
    atMs,
    use,
    targets,
    name: `random ${index + 1}: ${use.fault.name} ${whom}`.trim(),
    ...(lasting !== undefined && { forMs: lasting }),
  };
}

function reasonToRest(
  { maxConcurrent, pauseMs, quietHours, startMinute }: RandomPlan,
  atMs: number,
  before: readonly Hit[],
): string | undefined {
  const minute = Math.floor(startMinute + atMs / 60_000) % DAY_MINUTES;
  const quiet = quietHours.find((hours) => isQuiet(hours, minute));
  if (quiet !== undefined) return `quiet hours ${quiet.text}`;
  if (before.filter((hit) => endOf(hit) > atMs).length >= maxConcurrent) return 'as many faults as may be are in force';
  return before.some((hit) => endOf(hit) + pauseMs > atMs) && pauseMs > 0 ? 'pause after a fault' : undefined;
}

function endOf({ atMs, forMs = 0 }: Hit): number {
  return atMs + forMs;
}

function isFree({ maxPerTarget = Infinity }: RandomPlan, candidate: Candidate, atMs: number, before: readonly Hit[]): boolean {
  const mine = before.filter(({ targets }) => targets.includes(candidate));
  return mine.length < maxPerTarget && mine.every((hit) => endOf(hit) <= atMs);
}

function draw(drawables: readonly Drawable[], fraction: number): Drawable | undefined {
  let left = fraction * drawables.reduce((sum, { weight }) => sum + weight, 0);
  for (const drawable of drawables) {
    left -= drawable.weight;
    if (left < 0) return drawable;
  }
  return drawables.at(-1);
}
