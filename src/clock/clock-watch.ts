/** The clocks of one instant, read one right after the other. */
export interface ClockReading {
  /** Stands still while the machine is suspended. */
  readonly monotonicMs: number;
  /** Since the machine started, suspended or not. */
  readonly uptimeMs: number;
  /** Since the Unix epoch; set by people and by NTP. */
  readonly wallMs: number;
}

export interface ClockJump {
  /** How long the machine was suspended since the last reading; 0 when it was not. */
  readonly suspendedMs: number;
  /** By how much the wall clock was set since then, forward or (negative) back; 0 when it was not. */
  readonly steppedMs: number;
}

/** Less is the time between two readings of one instant, and NTP's slow corrections. */
const NOISE_MS = 100;

/** Compares clocks that go alike, unless one of them jumps. */
export class ClockWatch {
  #last: ClockReading | undefined;

  /** Returns what has happened to the clocks since the last reading. */
  observe(reading: ClockReading): ClockJump {
    const last = this.#last ?? reading;
    this.#last = reading;
    const uptimeMs = reading.uptimeMs - last.uptimeMs;
    const suspendedMs = uptimeMs - (reading.monotonicMs - last.monotonicMs);
    // The wall clock counts a suspended machine's time like the uptime does.
    const steppedMs = reading.wallMs - last.wallMs - uptimeMs;
    return { suspendedMs: suspendedMs > NOISE_MS ? suspendedMs : 0, steppedMs: Math.abs(steppedMs) > NOISE_MS ? steppedMs : 0 };
  }
}
