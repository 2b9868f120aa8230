import type { CheckResult } from '../checks/check.ts';
import { evidenceLines } from '../report/evidence.ts';
import type { Question } from './judged.ts';

/** Why an assertion does not hold. */
export interface Finding {
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
}

/** Returns a result with the opposite claim. What cannot be told cannot be told of the opposite either. */
export function negated(result: CheckResult): CheckResult {
  const verdict = { passed: 'failed', failed: 'passed', inconclusive: 'inconclusive' } as const;
  return { ...result, verdict: verdict[result.verdict], expected: `not ${result.expected}` };
}

/** Returns why a claim does not hold, with the events that explain it; undefined when it does. */
export function findingOf(result: CheckResult, question: Question): Finding | undefined {
  if (result.verdict === 'passed') return undefined;
  const { kind, of, expected, observed, message } = result;
  const doubt = result.verdict === 'inconclusive' ? 'it cannot be told whether ' : '';
  const about = of === undefined ? kind : `${kind} of ${of}`;
  const lines = [`${doubt === '' ? 'expected ' : doubt}${about}${doubt === '' ? ' to be' : ' is'} ${expected}; observed: ${observed}`];
  if (message !== '') lines.push(`  ${message}`);
  return { message: [...lines, ...explaining(result.evidence, question)].join('\n'), expected, actual: observed };
}

function explaining(seqs: readonly number[], { session, run }: Question): string[] {
  const events = session?.events ?? run?.analysis.events ?? [];
  const { lines, more } = evidenceLines({ events }, seqs);
  const told = lines.map(({ atMs, text }) => `    ${(atMs / 1000).toFixed(3)} s  ${text}`);
  const directory = session?.directory ?? run?.directory;
  return [
    ...(told.length === 0 ? [] : ['  what happened:', ...told]),
    ...(more === 0 ? [] : [`    and ${more} more`]),
    ...(directory === undefined ? [] : [`  the whole history: ${directory}`]),
  ];
}
