import { FaultlineError } from '../errors/faultline-error.ts';
import { choose } from '../scenario/choose.ts';
import type { Pick } from '../scenario/scenario.ts';
import { describePick } from './describe-pick.ts';
import type { Target } from './target.ts';

/** Returns the containers of one subject. */
export function candidatesOf(subject: string, containers: readonly Target[]): Target[] {
  return containers.filter((container) => container.subject === subject);
}

/**
 * Returns the containers that one firing of a step hits: the pick narrows the candidates (all containers of one subject) and chooses among
 * the rest with its seed. The same candidates and seed give the same targets. Whether they may be hit is for checkGuardRails to say.
 * @throws FaultlineError ERR_TARGET_EMPTY when nothing is left.
 */
export function selectTargets(candidates: readonly Target[], pick: Pick, pickSeed: string): Target[] {
  const chosen = choose(candidates, pick, pickSeed);
  if (chosen.length === 0) throw nothingChosen(candidates, pick);
  return chosen;
}

function nothingChosen(candidates: readonly Target[], pick: Pick): FaultlineError {
  const subject = candidates[0]?.subject;
  if (subject === undefined) {
    return new FaultlineError('ERR_TARGET_EMPTY', 'The subject has no container now, so there is nothing to disturb', {
      hint: 'Look at what came before this step in the history.',
    });
  }
  const existing = candidates.map(({ name, labels }) => `${name}${pick.label === undefined ? '' : ` (${describeLabels(labels)})`}`);
  return new FaultlineError('ERR_TARGET_EMPTY', `No container of ${subject} is ${describePick(pick)}; there are ${existing.join(', ')}`, {
    hint: 'Change `pick`, or leave it out to take them all.',
  });
}

function describeLabels(labels: Readonly<Record<string, string>>): string {
  const own = Object.entries(labels).filter(([key]) => !key.startsWith('io.faultline.'));
  return own.length === 0 ? 'no labels' : own.map(([key, value]) => `${key}=${value}`).join(' ');
}
