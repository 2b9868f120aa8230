import { hasLabel } from './has-label.ts';
import type { Pick } from './scenario.ts';
import { SeededRandom } from './seeded-random.ts';

interface Candidate {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Of a service's task. */
  readonly task?: CandidateTask;
}

interface CandidateTask {
  /** The slot's name, `web.2`. */
  readonly name: string;
  readonly slot?: number;
  readonly node?: string;
  readonly nodeId?: string;
  readonly image?: string;
  readonly version?: string;
  readonly health?: string;
  readonly createdAtMs?: number;
}

/**
 * Returns the candidates that `pick` takes: narrowed first, then all, the first, some at random, or a share rounded up. They stay in the
 * candidates' order, tasks in that of their slots, or with `newest` and `oldest` in that of their age. The same candidates and seed give
 * the same choice; no candidate gives none.
 */
export function choose<T extends Candidate>(candidates: readonly T[], pick: Pick, seed: string): T[] {
  const left = inOrder(candidates, pick.age).filter((candidate) => matches(candidate, pick));
  switch (pick.choose.kind) {
    case 'all':
      return left;
    case 'one':
      return left.slice(0, 1);
    case 'first':
      return left.slice(0, pick.choose.count);
    case 'random':
      return sample(left, pick.choose.count, seed);
    case 'share':
      return sample(left, Math.max(1, roundUp(left.length * pick.choose.share)), seed);
  }
}

/** During a rollout two tasks may have one slot: then the older one comes first, whatever order the engine listed them in. */
function inOrder<T extends Candidate>(candidates: readonly T[], age: Pick['age']): T[] {
  const bySlot = (one: CandidateTask, other: CandidateTask) =>
    (one.slot ?? 0) - (other.slot ?? 0) || compareText(one.name, other.name) || byBirth(one, other);
  const byBirth = (one: CandidateTask, other: CandidateTask) => (one.createdAtMs ?? 0) - (other.createdAtMs ?? 0);
  return candidates.toSorted(({ task: one, name }, { task: other, name: otherName }) => {
    if (!one || !other) return 0;
    if (age === undefined) return bySlot(one, other) || compareText(name, otherName);
    return (age === 'oldest' ? byBirth(one, other) : byBirth(other, one)) || bySlot(one, other);
  });
}

function matches(candidate: Candidate, pick: Pick): boolean {
  return (pick.label === undefined || hasLabel(candidate.labels, pick.label)) && hasName(candidate, pick) && isTask(candidate.task, pick);
}

function isTask(task: CandidateTask | undefined, { slots, version, image, health, node }: Pick): boolean {
  return (
    (slots === undefined || (task?.slot !== undefined && slots.includes(task.slot))) &&
    (version === undefined || task?.version === version) &&
    (image === undefined || (task?.image !== undefined && isImage(task.image, image))) &&
    (health === undefined || task?.health === health) &&
    (node === undefined || task?.nodeId === node || task?.node === node)
  );
}

/** Swarm adds the digest where it knows it: `web:v1@sha256:…`. */
function isImage(image: string, wanted: string): boolean {
  const plain = wanted.includes('@') ? image : (image.split('@', 1)[0] ?? image);
  return plain === wanted || plain.replace(/:[^:/]+$/, '') === wanted;
}

function sample<T>(members: readonly T[], count: number, seed: string): T[] {
  const chosen = new Set(new SeededRandom(seed).sample(members, count));
  return members.filter((member) => chosen.has(member));
}

/** 0.07 × 100 is 7.000000000000001 in binary; that is 7 targets, not 8. */
function roundUp(value: number): number {
  return Math.ceil(Number(value.toFixed(9)));
}

/** A task is known by its slot's name, because nobody can foresee the name of its container. */
function hasName({ name, task }: Candidate, { regex, names }: Pick): boolean {
  const known = task?.name ?? name;
  return (regex === undefined || new RegExp(regex).test(known)) && (names === undefined || names.includes(known));
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
