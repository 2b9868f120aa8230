import type { Command } from 'commander';
import { analyse } from '../analysis/analyse.ts';
import type { Check } from '../checks/check.ts';
import type { Expectation } from '../checks/judge-all.ts';
import { judgeHistory } from '../checks/judge-history.ts';
import { readExpectation } from '../checks/read-expectation.ts';
import { readHistory } from '../history/read-history.ts';
import { findHistories } from '../report/find-histories.ts';
import { buildResult } from '../report/result.ts';
import { buildSuiteResult } from '../report/suite-result.ts';
import { renderVerdict } from '../report/verdict-block.ts';
import { exitCodeOfVerdict } from '../suite/exit-code.ts';
import type { KnownDefinitions } from '../suite/known-definitions.ts';
import { useColour } from './use-colour.ts';
import { jsonText } from '../report/json-text.ts';

const widest = 100;

interface CheckFlags {
  readonly expect?: readonly Expectation[];
  readonly json: boolean;
}

/** `faultline check HISTORY…`: judges stored runs again, by the expectations of their own plans or by others. Needs no engine, writes nothing. */
export function equipCheck(command: Command, { checks }: KnownDefinitions): void {
  command
    .argument('<history...>', "a history.ndjson, a run's directory, or a directory of runs")
    .option('--expect <expectation>', "judge by this in place of the scenario's own expectations; may be repeated", collectBy(checks))
    .option('--json', 'print the result document on stdout, and nothing else', false)
    .addHelpText('after', examples)
    .action((paths: string[], flags: CheckFlags) => check(paths, flags, checks));
}

const examples = `
Examples:
  faultline check reports/latest
  faultline check reports/latest --expect 'availability >= 99.9%'
  faultline check run.ndjson --expect 'outage of users <= 2s' --expect 'exit: { of: web, code: 137, times: 1 }'

The exit code is that of the verdict: 0 passed, 1 failed, 4 inconclusive.`;

function collectBy(checks: readonly Check[]) {
  return (text: string, before: readonly Expectation[] = []): readonly Expectation[] => [...before, readExpectation(text, checks)];
}

async function check(paths: string[], { expect, json }: CheckFlags, checks: readonly Check[]): Promise<void> {
  const histories = (await Promise.all(paths.map(findHistories))).flat();
  const results = [];
  for (const path of histories) {
    const analysis = analyse(await readHistory(path));
    const result = buildResult(analysis, judgeHistory(analysis, expect, checks));
    results.push(result);
    if (json) continue;
    const columns = process.stdout.isTTY ? Math.min(process.stdout.columns, widest) : widest;
    process.stdout.write(`${renderVerdict(result, analysis, { colour: useColour(process.stdout), columns, ascii: false })}\n\n`);
  }
  const suite = buildSuiteResult(results);
  if (json) process.stdout.write(`${jsonText(suite)}\n`);
  process.exitCode = exitCodeOfVerdict(suite.verdict);
}
