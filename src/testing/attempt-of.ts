import type {} from 'mocha';

/** Returns how often mocha has tried this test before: 0 the first time, more with `retries`. */
export function attemptOf(test: Mocha.Runnable | undefined): number {
  // Mocha keeps it to itself, and its types call it private: lib/runnable.js, `_currentRetry`.
  const current: unknown = test === undefined ? 0 : Reflect.get(test, '_currentRetry');
  return typeof current === 'number' ? current : 0;
}
