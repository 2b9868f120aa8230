import type { RunResult } from './run-result.ts';
import { shellQuote } from './shell-quote.ts';

/**
 * Returns the command line that runs the scenario again with the same seed, and so the same random choices. Undefined for a measurement
 * without a scenario: its headers are not in the history, because they may be secrets.
 */
export function repeatCommand(result: Pick<RunResult, 'run' | 'scenario'>): string | undefined {
  const { file } = result.scenario;
  if (file === '') return undefined;
  const path = file.startsWith('-') ? `./${file}` : file;
  const { seed } = result.run;
  return `faultline run ${shellQuote(path)} ${seed.startsWith('-') ? `--seed=${shellQuote(seed)}` : `--seed ${shellQuote(seed)}`}`;
}
