import type { z } from 'zod';
import type { Analysis } from '../analysis/analysis.ts';
import type { OptionsDefinition } from '../scenario/definition.ts';
import type { Verdict } from './verdict.ts';

/** One kind of expectation: pure, from an analysis to a verdict. A file each in checks/, listed in registry.ts. */
export interface Check<Options = unknown> extends OptionsDefinition {
  readonly schema: z.ZodType<Options>;
  /** What it expects may still happen shortly after the timeline, so a run waits a little for it before it ends. */
  readonly about?: 'events';
  /** Judges. What it throws becomes `inconclusive`, never passed. */
  judge(options: Options, analysis: Analysis): Judgement;
}

/** What a check says of an analysis: a verdict with what was observed and the evidence. */
export interface Judgement {
  readonly verdict: Verdict;
  /** What it was about: the load's or subject's name. */
  readonly of?: string;
  readonly during?: string;
  /** For people: '>= 99.5%'. */
  readonly expected: string;
  /** For people: '99.93% (n=4000, deadline 500 ms)'. */
  readonly observed: string;
  /** One sentence that says why. */
  readonly message: string;
  /** The `seq` of the few history events that explain it. */
  readonly evidence: readonly number[];
}

/** What one expectation came to, with what it asked for and what was seen. */
export interface CheckResult extends Judgement {
  readonly kind: string;
  /** Where it stands in the scenario file; absent for checks that faultline adds itself. */
  readonly line?: number;
}
