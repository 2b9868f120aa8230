import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Definitions } from './definition.ts';
import { isModule, loadModule } from './load-module.ts';
import type { ParseResult } from './parse-result.ts';
import { parseScenario, parseScenarioObject } from './parse-scenario.ts';
import { formatProblem } from './problem/format-problem.ts';
import type { Problem } from './problem/problem.ts';
import type { Scenario } from './scenario.ts';

export interface ValidScenario extends ParseResult {
  readonly scenario: Scenario;
}

/**
 * Returns the scenario of a file: YAML, JSON, or a module whose default export is one.
 * @throws FaultlineError ERR_SCENARIO_INVALID with every problem, ERR_USAGE when there is no such file
 */
export async function readScenario(path: string, definitions: Definitions): Promise<ValidScenario> {
  const result = await readScenarioFile(path, definitions);
  const { scenario, problems } = result;
  if (scenario) return { ...result, scenario };
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  throw new FaultlineError('ERR_SCENARIO_INVALID', `${path} has ${count}:\n\n${problems.map(formatProblem).join('\n\n')}`, {
    hint: `Check again with \`faultline validate ${path}\`.`,
  });
}

/**
 * Returns what a scenario file holds, or every problem that it has.
 * @throws FaultlineError ERR_USAGE when the file cannot be read
 */
export async function readScenarioFile(path: string, definitions: Definitions): Promise<ParseResult> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new FaultlineError('ERR_USAGE', `${path} cannot be read: ${describeError(error)}`, { hint: 'Check the path.', cause: error });
  });
  const options = { file: path, definitions, baseDir: dirname(resolve(path)) };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (!isModule(path)) {
    try {
      return { ...parseScenario(new TextDecoder('utf-8', { fatal: true }).decode(bytes), options), sha256 };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return { problems: [wholeFile(path, 'the file is not text in UTF-8', 'save it as UTF-8')], warnings: [], sha256 };
    }
  }
  const loaded = await loadModule(path, 'export default defineScenario({ … })');
  if ('message' in loaded) return { problems: [wholeFile(path, loaded.message, loaded.fix)], warnings: [], sha256 };
  return parseScenarioObject(loaded.value, { ...options, sha256 });
}

function wholeFile(file: string, message: string, fix: string): Problem {
  return { file, line: 1, column: 1, message, fix, excerpt: '', width: 1 };
}
