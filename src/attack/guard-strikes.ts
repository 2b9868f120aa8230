import type { BlastRadius } from '../scenario/scenario.ts';
import { refusalsOf, type Refused } from '../targets/check-guard-rails.ts';
import type { Hit as GuardedHit } from '../targets/hit.ts';
import type { Surroundings } from '../targets/surroundings.ts';
import type { Candidate, Found } from './candidate.ts';
import { isHit, type AttackFault, type Strike } from './strike.ts';

export interface Rails {
  readonly radius: BlastRadius;
  readonly surroundings: Surroundings;
}

/** Returns what the guard rails have against hitting these at a time, as the run will ask them again before it does. Pure. */
export function refusalsOfTargets(
  found: Found,
  use: AttackFault,
  targets: readonly Candidate[],
  { radius, surroundings }: Rails,
): Refused[] {
  const subjects = [...new Set(targets.map(({ target }) => target.subject))];
  const hits = subjects.map((subject) => hitOf(found, use, subject, targets));
  const refused = hits.flatMap((hit) => refusalsOf(hit, radius, surroundings));
  if (hits.length < 2) return refused;
  // A step has one subject, and an attack may strike several at once: what bounds their number counts them together.
  const { maxTargets, maxShare } = radius;
  const bounds = { ...(maxTargets !== undefined && { maxTargets }), ...(maxShare !== undefined && { maxShare }) };
  const together = { targets: hits.flatMap((hit) => hit.targets), candidates: hits.flatMap((hit) => hit.candidates) };
  return [...refused, ...refusalsOf(together, bounds, surroundings).filter(({ rule }) => rule === 'max_targets' || rule === 'max_share')];
}

/** Returns what the guard rails have against the strikes of an attack, each said once. */
export function refusalsOfStrikes(found: Found, strikes: readonly Strike[], rails: Rails): Refused[] {
  const refused = strikes.filter(isHit).flatMap(({ use, targets }) => refusalsOfTargets(found, use, targets, rails));
  return refused.filter(({ rule, why }, index) => refused.findIndex((other) => other.rule === rule && other.why === why) === index);
}

function hitOf({ subjects }: Found, { fault, options }: AttackFault, subject: string, targets: readonly Candidate[]): GuardedHit {
  const { members = [], snapshot } = subjects[subject] ?? {};
  const candidates = members.map(({ target }) => target);
  const mine = targets.flatMap(({ target }) => (target.subject === subject ? [target] : []));
  if (fault.of !== 'service' || snapshot === undefined) return { targets: mine, candidates };
  const parsed = fault.schema.parse(options);
  const tasks = fault.tasksHit?.(parsed, candidates.length) ?? candidates.length;
  return { targets: mine, candidates, service: { tasks, tasksAtOnce: fault.tasksAtOnce?.(parsed, candidates.length, snapshot) ?? tasks } };
}
