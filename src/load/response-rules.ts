import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { LoadSpec } from '../scenario/scenario.ts';

/** What the expected response looks like, and where a response tells its version; patterns compiled once. */
export interface ResponseRules {
  readonly status: readonly number[];
  readonly bodyPattern: RegExp | undefined;
  /** In lower case. */
  readonly versionHeader: string | undefined;
  readonly versionPattern: RegExp | undefined;
  readonly readsBody: boolean;
  /** A body longer than this is not read to its end. */
  readonly readBytes: number;
}

/** An endless response must not slow down the measurement of the others, nor all of them together that of each. */
const MOST_READ_BYTES = 16 * 1024 * 1024;
const LEAST_READ_BYTES = 64 * 1024;
const READ_BYTES_PER_SECOND = 256 * 1024 * 1024;

/**
 * Returns the rules of a load.
 * @throws ERR_SCENARIO_INVALID when a pattern is not a regular expression.
 */
export function responseRules(spec: Pick<LoadSpec, 'expect' | 'version' | 'ratePerSecond'>): ResponseRules {
  const { version } = spec;
  const bodyPattern = compile('expect.body', spec.expect.bodyPattern);
  const versionPattern = compile('version.body', version && 'bodyPattern' in version ? version.bodyPattern : undefined);
  return {
    status: spec.expect.status,
    bodyPattern,
    versionHeader: version && 'header' in version ? version.header.toLowerCase() : undefined,
    versionPattern,
    readsBody: bodyPattern !== undefined || versionPattern !== undefined,
    readBytes: Math.min(MOST_READ_BYTES, Math.max(LEAST_READ_BYTES, Math.floor(READ_BYTES_PER_SECOND / spec.ratePerSecond))),
  };
}

function compile(where: string, pattern: string | undefined): RegExp | undefined {
  if (pattern === undefined) return undefined;
  try {
    return new RegExp(pattern);
  } catch (error) {
    throw new FaultlineError('ERR_SCENARIO_INVALID', `The load's ${where} is not a regular expression: ${describeError(error)}.`, {
      hint: 'Escape characters such as ( [ * + with a backslash when they are meant literally.',
      cause: error,
    });
  }
}
