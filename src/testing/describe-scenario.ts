import type {} from 'mocha';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { FaultlineError } from '../errors/faultline-error.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import { formatProblem } from '../scenario/problem/format-problem.ts';
import type { ExpectationSpec, Scenario } from '../scenario/scenario.ts';
import { knownDefinitions, type KnownDefinitions } from '../suite/known-definitions.ts';
import type { ScenarioRun } from '../suite/scenario-run.ts';
import { attemptOf } from './attempt-of.ts';
import { ScenarioFailure } from './scenario-failure.ts';

const SET_UP_MS = 120_000;
/** What faultline itself checks of every run comes after what the scenario expects. */
const INTEGRITY = 'was disturbed, undone and measured as written';

/**
 * Makes a suite of a scenario file and a test of each of its expectations. `run` is called once for all of them; when mocha retries a test
 * it is called again, once for all tests of the same attempt, which it is told, counted from 0. Its tags stand in the title as `@tag`, for `--grep`.
 * @throws FaultlineError ERR_SCENARIO_INVALID
 */
export function describeScenario(
  file: string,
  run: (attempt: number) => Promise<readonly ScenarioRun[]>,
  definitions: KnownDefinitions = knownDefinitions,
): void {
  const scenario = readScenarioNow(file, definitions);
  const attempts = new Map<number, Promise<readonly ScenarioRun[]>>();
  const runsOf = async (attempt: number) => {
    const runs = attempts.get(attempt) ?? run(attempt);
    attempts.set(attempt, runs);
    return runs;
  };
  describe([scenario.name, ...scenario.tags.map((tag) => `@${tag}`)].join(' '), function () {
    this.timeout(SET_UP_MS + scenario.repeat * scenario.timeoutMs);
    before(async () => runsOf(0));
    for (const [index, expectation] of scenario.expect.entries()) {
      it(titleOf(expectation, file), async function () {
        verify(this, await runsOf(attemptOf(this.test)), (position) => position === index);
      });
    }
    it(INTEGRITY, async function () {
      verify(this, await runsOf(attemptOf(this.test)), (position) => position >= scenario.expect.length);
    });
  });
}

function readScenarioNow(file: string, definitions: KnownDefinitions): Scenario {
  const options = { file, definitions, baseDir: dirname(resolve(file)) };
  const { scenario, problems } = parseScenario(readFileSync(file, 'utf8'), options);
  if (scenario !== undefined) return scenario;
  throw new FaultlineError('ERR_SCENARIO_INVALID', problems.map(formatProblem).join('\n\n'));
}

/** The line as it stands in the file: nobody says it better. */
function titleOf({ kind, source }: ExpectationSpec, file: string): string {
  const line = readFileSync(file, 'utf8').split('\n')[source.line - 1] ?? '';
  return line.replace(/^\s*-?\s*/, '').trim() || kind;
}

/** Throws the first check at one of these positions that does not hold, with the way to its report. */
function verify(context: Mocha.Context, runs: readonly ScenarioRun[], isMeant: (position: number) => boolean): void {
  for (const run of runs) {
    const failed = run.result.checks.find(({ verdict }, position) => isMeant(position) && verdict !== 'passed');
    if (failed === undefined) continue;
    const report = join(run.directory, 'report.html');
    // Reporters that know attachments show them; the others show the message, which names the report, too.
    if (context.test !== undefined) Object.assign(context.test, { attachments: [report] });
    throw new ScenarioFailure(failed, run, report);
  }
}
