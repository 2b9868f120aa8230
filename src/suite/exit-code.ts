import type { Verdict } from '../checks/verdict.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { FileOutcome } from './run-suite.ts';

/** The process's exit codes; docs/cli.md lists them. */
export const exitCodes = { passed: 0, failed: 1, usage: 2, unavailable: 3, inconclusive: 4, interrupted: 130 } as const;

const byCode: Partial<Record<ErrorCode, number>> = {
  ERR_USAGE: exitCodes.usage,
  ERR_SCENARIO_INVALID: exitCodes.usage,
  ERR_HISTORY_INVALID: exitCodes.usage,
  ERR_OUTPUT: exitCodes.usage,
  // Thrown before anything was touched: what it needs is another command line.
  ERR_TARGET_EMPTY: exitCodes.usage,
  ERR_TARGET_GONE: exitCodes.usage,
  ERR_BLAST_RADIUS: exitCodes.usage,
  ERR_ENGINE_UNREACHABLE: exitCodes.unavailable,
  ERR_CAPABILITY_MISSING: exitCodes.unavailable,
  ERR_INTERRUPTED: exitCodes.interrupted,
};

/** Returns the exit code for something that was thrown. */
export function exitCodeOfError(error: unknown): number {
  return (error instanceof FaultlineError ? byCode[error.code] : undefined) ?? exitCodes.inconclusive;
}

/** Returns the exit code for a verdict. */
export function exitCodeOfVerdict(verdict: Verdict): number {
  return exitCodes[verdict];
}

/**
 * Returns the exit code for a whole suite: an interruption, else that something was left behind, which somebody has to see to whatever the verdict, else
 * the worst that any of its files came to.
 */
export function exitCodeOfSuite(outcomes: readonly FileOutcome[], interrupted: boolean): number {
  if (interrupted) return exitCodes.interrupted;
  const runs = outcomes.flatMap((outcome) => outcome.runs);
  if (runs.some(({ leftovers }) => leftovers.length > 0)) return exitCodes.inconclusive;
  if (runs.some(({ result }) => result.verdict === 'failed')) return exitCodes.failed;
  const errors = [...outcomes, ...runs].flatMap(({ error }) => (error === undefined ? [] : [error]));
  if (errors.some((error) => exitCodeOfError(error) === exitCodes.unavailable)) return exitCodes.unavailable;
  // A file that could not even begin: what it needs is another command line, not another try.
  if (outcomes.some(({ error }) => error !== undefined && exitCodeOfError(error) === exitCodes.usage)) return exitCodes.usage;
  const doubtful = runs.some(({ result }) => result.verdict !== 'passed');
  return errors.length > 0 || doubtful ? exitCodes.inconclusive : exitCodes.passed;
}
