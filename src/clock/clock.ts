/** Time as run/, faults/ and load/ see it. Handed to them, so that a simulated engine can bring virtual time. */
export interface Clock {
  /** Milliseconds since the run started: monotonic, with a fraction. */
  now(): number;
  /** Wall time of this instant, ISO-8601 with milliseconds; for people only, never for arithmetic. */
  wall(): string;
  /** Converts an engine's wall time (ms since the Unix epoch) to run time. Only as good as the two clocks agree. */
  fromWallMs(epochMs: number): number;
  /** Resolves at run time `atMs` (at once when it has passed). Rejects with the signal's reason when aborted. */
  sleepUntil(atMs: number, signal?: AbortSignal): Promise<void>;
  /** Monotonic time of the run's start in nanoseconds, as another process on this machine reads it with process.hrtime. */
  readonly originNs: bigint;
}
