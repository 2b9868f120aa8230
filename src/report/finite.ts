/** Returns the number, or null where JSON has no way to say NaN or Infinity. */
export function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** Returns milliseconds to the microsecond (more digits are noise), or null for NaN, Infinity and nothing. */
export function finiteMs(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? roundMs(value) : null;
}

/** Returns milliseconds rounded to the microsecond. */
export function roundMs(value: number): number {
  return Math.round(value * 1000) / 1000;
}
