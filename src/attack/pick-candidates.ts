import { choose } from '../scenario/choose.ts';
import type { Pick } from '../scenario/scenario.ts';
import type { Candidate } from './candidate.ts';

/** Returns the candidates that the pick takes, drawn by the seed; oldest and newest by how long they have been running. */
export function pickCandidates(candidates: readonly Candidate[], { choose: how, age }: Pick, seed: string): Candidate[] {
  const byAge = candidates.toSorted((one, other) => (age === 'newest' ? other.sinceMs - one.sinceMs : one.sinceMs - other.sinceMs));
  const ordered = age === undefined ? candidates : byAge;
  const known = new Map(ordered.map((candidate, index) => [String(index), candidate]));
  const chosen = choose(
    [...known].map(([name, { target }]) => ({ name, labels: target.labels })),
    { choose: how },
    seed,
  );
  return chosen.flatMap(({ name }) => known.get(name) ?? []);
}
