import { formatDuration } from './format-duration.ts';
import type { RateStage } from './scenario.ts';

const UNITS = [
  ['s', 1],
  ['m', 60],
  ['h', 3600],
] as const;

/** Returns a rate as a command line writes it: `200/s`, `6/m`, `50/s..500/s over 30s, 500/s for 10s`. */
export function formatRate({ ratePerSecond, stages }: Rate): string {
  if (stages === undefined) return perTime(ratePerSecond);
  return stages
    .map(({ fromPerSecond, toPerSecond, forMs }) =>
      fromPerSecond === toPerSecond
        ? `${perTime(toPerSecond)} for ${formatDuration(forMs)}`
        : `${perTime(fromPerSecond)}..${perTime(toPerSecond)} over ${formatDuration(forMs)}`,
    )
    .join(', ');
}

interface Rate {
  readonly ratePerSecond: number;
  readonly stages?: readonly RateStage[] | undefined;
}

/** In the first unit that makes it 1 or more. */
function perTime(perSecond: number): string {
  if (perSecond === 0) return '0/s';
  const [unit, seconds] = UNITS.find(([, per]) => perSecond * per > 0.9995) ?? UNITS[2];
  return `${Number((perSecond * seconds).toFixed(3))}/${unit}`;
}
