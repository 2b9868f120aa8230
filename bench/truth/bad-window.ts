/** What the server does in a window. `stopped` and `killed` are done to it from outside, the others by itself (see server.c). */
export type BadKind = 'stall' | 'refused' | 'reset' | 'fin' | '503' | 'truncated' | 'slow' | 'fourth' | 'stopped' | 'killed';

/** A window in which the server is bad; times in ms from the start of the run. */
export interface BadWindow {
  readonly kind: BadKind;
  readonly fromMs: number;
  readonly untilMs: number;
  /** Of `slow`: after how long it answers. */
  readonly delayMs?: number;
  /** Of `stopped`: when it had worked off what came meanwhile. */
  readonly caughtUpMs?: number;
}
