const NS_PER_MS = 1e6;

/**
 * Returns the Unix epoch ms, with a fraction, of a time as Go writes it ('2026-01-02T03:04:05.123456789Z'); undefined for
 * Go's zero time, which stands for 'never'.
 */
export function parseEngineTime(text: string): number | undefined {
  const [, seconds, fraction = '', zone = ''] = /^([\d-]+T[\d:]+)(?:\.(\d+))?(Z|[+-][\d:]+)$/.exec(text) ?? [];
  if (seconds === undefined || text.startsWith('0001-')) return undefined;
  return Date.parse(`${seconds}${zone}`) + Number(`0.${fraction === '' ? '0' : fraction}`) * 1000;
}

/** Returns the seconds of a Unix epoch time in nanoseconds as the Engine API takes them in a query: '1700000000.123456789'. */
export function toQueryTime(epochNs: bigint): string {
  const digits = epochNs.toString().padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

/** Returns Unix epoch nanoseconds of Unix epoch ms. */
export function toEpochNs(epochMs: number): bigint {
  const whole = Math.floor(epochMs);
  return BigInt(whole) * BigInt(NS_PER_MS) + BigInt(Math.round((epochMs - whole) * NS_PER_MS));
}
