/** Returns a share as a percentage, with as many digits as it takes not to call less than everything 100%, or more than nothing 0%. */
export function formatShare(share: number): string {
  for (let digits = 2; digits < 8; digits += 1) {
    const text = (share * 100).toFixed(digits);
    if ((share < 1 && Number(text) === 100) || (share > 0 && Number(text) === 0)) continue;
    return `${Number(text)}%`;
  }
  return `${share * 100}%`;
}

/** Returns milliseconds with their unit, to what a measurement is worth. */
export function formatMs(ms: number): string {
  if (!Number.isFinite(ms)) return Number.isNaN(ms) ? 'unknown' : 'without end';
  return `${Number(ms.toFixed(ms < 10 ? 1 : 0))} ms`;
}
