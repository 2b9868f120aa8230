/** Lengths between two ticks that people count in. */
const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 15e3, 3e4, 6e4, 12e4, 3e5, 6e5, 9e5, 18e5, 36e5, 72e5, 144e5, 432e5, 864e5,
];

export interface Tick {
  readonly atMs: number;
  readonly text: string;
}

/** Returns at most so many instants of the span at round times, with what to write there. */
export function axisTicks(fromMs: number, untilMs: number, most: number): Tick[] {
  const spanMs = untilMs - fromMs;
  const stepMs = STEPS_MS.find((step) => spanMs / step <= most) ?? spanMs / Math.max(1, most);
  const ticks: Tick[] = [];
  for (let atMs = Math.ceil(fromMs / stepMs) * stepMs; atMs <= untilMs && ticks.length <= most; atMs += stepMs) {
    ticks.push({ atMs, text: tickText(atMs, stepMs) });
  }
  return ticks;
}

function tickText(atMs: number, stepMs: number): string {
  const decimals = stepMs >= 1000 ? 0 : stepMs >= 100 ? 1 : stepMs >= 10 ? 2 : 3;
  const seconds = atMs / 1000;
  if (seconds < 60) return `${seconds.toFixed(decimals)} s`;
  const rest = (seconds % 60).toFixed(decimals);
  const minutes = Math.floor(seconds / 60);
  const padded = rest.padStart(decimals === 0 ? 2 : 3 + decimals, '0');
  if (minutes < 60) return `${minutes}:${padded}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${padded}`;
}
