import type { Pick } from './scenario.ts';
import { SeededRandom } from './seeded-random.ts';

interface Candidate {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Returns the candidates that `pick` takes, in the candidates' order: narrowed by label and regex first, then all, the first, some at
 * random, or a share rounded up. The same candidates and seed give the same choice; no candidate gives none.
 */
export function choose<T extends Candidate>(candidates: readonly T[], pick: Pick, seed: string): T[] {
  const left = candidates.filter((candidate) => hasLabel(candidate, pick.label) && hasName(candidate, pick.regex));
  switch (pick.choose.kind) {
    case 'all':
      return left;
    case 'one':
      return left.slice(0, 1);
    case 'random':
      return sample(left, pick.choose.count, seed);
    case 'share':
      return sample(left, Math.max(1, roundUp(left.length * pick.choose.share)), seed);
  }
}

function sample<T>(members: readonly T[], count: number, seed: string): T[] {
  const chosen = new Set(new SeededRandom(seed).sample(members, count));
  return members.filter((member) => chosen.has(member));
}

/** 0.07 × 100 is 7.000000000000001 in binary; that is 7 targets, not 8. */
function roundUp(value: number): number {
  return Math.ceil(Number(value.toFixed(9)));
}

function hasLabel(candidate: Candidate, label: string | undefined): boolean {
  if (label === undefined) return true;
  const equals = label.indexOf('=');
  if (equals < 0) return Object.hasOwn(candidate.labels, label);
  return candidate.labels[label.slice(0, equals)] === label.slice(equals + 1);
}

function hasName(candidate: Candidate, regex: string | undefined): boolean {
  return regex === undefined || new RegExp(regex).test(candidate.name);
}
