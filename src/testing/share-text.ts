const DIGITS = 6;

/** Returns a share of 0..1 in the words of a scenario file: 0.995 is `99.5%`. */
export function formatShare(share: number): string {
  return `${Number((share * 100).toFixed(DIGITS))}%`;
}
