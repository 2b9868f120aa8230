const cell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/**
 * Stands still for so long, which costs no processor time. Timers of Node.js count whole milliseconds and are up to one late; this is meant for what is left
 * of the last one. Nothing is read meanwhile. Returns at once when `ms` is not positive.
 */
export function sleepPrecisely(ms: number): void {
  if (ms > 0) Atomics.wait(cell, 0, 0, ms);
}
