import type { Pick } from '../scenario/scenario.ts';
import type { Candidate } from './candidate.ts';
import { lastingMs, type Bounds } from './lasting.ts';
import { pickCandidates } from './pick-candidates.ts';
import type { AttackFault, Follow, Hit } from './strike.ts';
import { timesOf } from './times.ts';

export interface StrikePlan extends Bounds {
  readonly use: AttackFault;
  readonly candidates: readonly Candidate[];
  readonly pick: Pick;
  readonly follow?: Follow;
  readonly times?: number;
  readonly jitter: number;
}

/** Returns every strike of an attack by one fault, each with its targets, drawn by the seed. Pure. */
export function planStrikes(plan: StrikePlan, seed: string): Hit[] {
  const { use, candidates, pick, everyMs, times, jitter, forMs, follow } = plan;
  const rhythm = { jitter, ...(times !== undefined && { times }), ...(forMs !== undefined && { forMs }) };
  const moments = everyMs === undefined ? [0] : timesOf({ everyMs, ...rhythm }, seed);
  const latestMs = Math.max(0, ...candidates.map(({ sinceMs }) => sinceMs));
  const hitMs = new Map<Candidate['target'], number>();
  return moments.map((atMs, index) => {
    // What has been hit runs anew, most likely: the next oldest is another one.
    const aged = candidates.map((candidate) => ({ ...candidate, sinceMs: hitMs.get(candidate.target) ?? candidate.sinceMs }));
    const picked = use.fault.of === 'none' ? [] : pickCandidates(aged, pick, `${seed}/${index}`);
    const targets = picked.flatMap(({ target }) => candidates.find((candidate) => candidate.target === target) ?? []);
    for (const { target } of targets) hitMs.set(target, latestMs + 1 + index);
    const lasting = lastingMs(use.fault, targets, plan);
    return { atMs, use, targets, ...(lasting !== undefined && { forMs: lasting }), ...(follow !== undefined && { follow }) };
  });
}
