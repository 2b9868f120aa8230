import type { LoadInput } from '../scenario/frame-inputs.ts';
import type { WrittenScenario } from '../scenario/written-scenario.ts';

/** What ready scenarios are made from: one subject, and what is known of it. */
export interface Draft {
  readonly subject: string;
  /** `containers` or `attach`, with everything that has to be there. */
  readonly subjects: Pick<WrittenScenario, 'containers' | 'services' | 'attach'>;
  readonly service: boolean;
  /** Whether something starts it again when it dies by itself. */
  readonly comesBack: boolean;
  /** Present when it has a health check: how long that takes to fail, at most. */
  readonly unhealthyWithinMs?: number;
  readonly load?: LoadInput;
  /** Whether it has no other replica and was there before. */
  readonly lastOfAll: boolean;
  /** What a reader should know, such as what was left out. */
  readonly notes: readonly string[];
}

/** Returns how long a health check takes to fail: so many checks, each of which may only time out. */
export function unhealthyWithinMs(check: {
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
  readonly retries?: number;
  readonly startPeriodMs?: number;
}): number {
  // What Docker takes for what is left out. https://docs.docker.com/reference/dockerfile/#healthcheck
  const { intervalMs = 30_000, timeoutMs = 30_000, retries = 3, startPeriodMs = 0 } = check;
  return (intervalMs + timeoutMs) * (retries + 1) + startPeriodMs;
}
