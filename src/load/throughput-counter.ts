import type { PressureReport } from './pressure-report.ts';

/** Counts responses, and tells how many there were in a span of time. */
export class ThroughputCounter {
  responses = 0;
  bytes = 0;
  restarts = 0;
  #sinceMs: number;

  constructor(nowMs: number) {
    this.#sinceMs = nowMs;
  }

  report(nowMs: number): PressureReport {
    const durationMs = Math.max(0, nowMs - this.#sinceMs);
    const responsesPerSecond = durationMs === 0 ? 0 : (this.responses * 1000) / durationMs;
    return { durationMs, responses: this.responses, bytes: this.bytes, responsesPerSecond, restarts: this.restarts };
  }

  reset(nowMs: number): void {
    this.responses = 0;
    this.bytes = 0;
    this.restarts = 0;
    this.#sinceMs = nowMs;
  }
}
