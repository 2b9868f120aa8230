import type { Incident } from './incident.ts';

/** What a rule says of an outage: a sentence without its full stop, and the events that show it, the most telling first. */
export interface Explanation {
  readonly text: string;
  readonly evidence: readonly [number, ...number[]];
}

/** One way in which an outage comes about. A file each, listed in registry.ts; the first that explains an outage is its cause. */
export interface CauseRule {
  readonly name: string;
  /** Returns the explanation; undefined when the history does not show that this is what happened. */
  explain(incident: Incident): Explanation | undefined;
}

/** Returns events as evidence, each once and in the order given; undefined when there are none. */
export function evidenceOf(seqs: readonly (number | undefined)[]): Explanation['evidence'] | undefined {
  const [first, ...rest] = new Set(seqs.filter((seq) => seq !== undefined));
  return first === undefined ? undefined : [first, ...rest];
}
