import { CONFIDENCE } from '../../analysis/shift-interval.ts';
import { worstVerdict } from '../../checks/verdict.ts';
import type { JsonValue } from '../../history/json-value.ts';
import { runFigures } from '../run-figures.ts';
import type { RunResult } from '../run-result.ts';
import { runTraits, traitChanges } from '../run-traits.ts';
import type { Comparison, Side } from './comparison-schema.ts';
import type { Gate } from './fail-on.ts';
import { judgeGate } from './judge-gate.ts';
import { comparedFigure, figuresOfSides } from './figures-of-sides.ts';
import { scenarioTraits } from './scenario-traits.ts';

/** One side of a comparison: a run, or repeats of it. */
export interface RunGroup {
  readonly label: string;
  readonly runs: readonly { readonly result: RunResult; readonly plan?: JsonValue | undefined }[];
}

/** Returns what two groups of runs say about each other. @throws FaultlineError ERR_USAGE when a gate is about a load that neither has */
export function compareRuns(a: RunGroup, b: RunGroup, gates: readonly Gate[] = []): Comparison {
  const figures = figuresOfSides(completed(a), completed(b));
  const judged = gates.map((gate) => judgeGate(gate, figures));
  const [traitsA, traitsB] = [a, b].map(({ runs }) => runs.map(({ result, plan }) => ({ ...runTraits(result), ...scenarioTraits(plan) })));
  return {
    schema: 1,
    a: sideOf(a),
    b: sideOf(b),
    confidence: CONFIDENCE,
    differs: traitChanges(traitsA ?? [], traitsB ?? []).map(({ what, from, to }) => ({ what, a: [...from], b: [...to] })),
    figures: figures.map(comparedFigure),
    gates: judged,
    verdict: worstVerdict(judged.map(({ verdict }) => verdict)),
  };
}

function completed({ runs }: RunGroup): RunResult[] {
  return runs.map(({ result }) => result).filter(({ run }) => run.ended === 'completed');
}

function sideOf({ label, runs }: RunGroup): Side {
  const results = runs.map(({ result }) => result);
  return {
    label,
    scenarios: [...new Set(results.map(({ scenario }) => scenario.name))],
    runs: results.map(({ run, verdict }) => ({ id: run.id, startedAt: run.startedAt, verdict })),
    leftOut: results.flatMap(leftOutOf),
  };
}

/** What did not come to its planned end, or fails where the harness did, is no evidence of how subjects behave. */
function leftOutOf(result: RunResult): Side['leftOut'] {
  const { id, ended } = result.run;
  if (ended !== 'completed') return [{ run: id, reason: `it did not come to its planned end: ${ended}` }];
  const spoiled = Object.entries(runFigures(result).load).filter(([, load]) => load.spoiled);
  return spoiled.map(([load]) => ({ run: id, load, reason: 'an outage lies where faultline fell behind its own schedule' }));
}
