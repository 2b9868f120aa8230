import { formatDuration, formatShare } from '../format.ts';
import type { Unit } from './compared-figures.ts';

/** Returns a figure's value for people: '99.5%', '720 ms', '3'; 'never' for what has no end. */
export function formatValue(value: number | null, unit: Unit): string {
  if (value === null || value === Infinity) return unit === 'ms' ? 'never' : '∞';
  if (unit === 'share') return formatShare(value);
  return unit === 'ms' ? formatDuration(value) : String(Math.round(value * 10) / 10);
}

/** Returns a difference for people: '−0.5 points', '+720 ms', '+20%' for a growth, '0'. */
export function formatAmount(value: number | null, unit: Unit | 'growth'): string {
  if (value === 0) return '0';
  if (value === null) return '∞';
  const sign = value < 0 ? '−' : '+';
  const size = Math.abs(value);
  if (!Number.isFinite(size)) return `${sign}∞`;
  if (unit === 'growth') return `${sign}${precise(size * 100)}%`;
  if (unit === 'share') return `${sign}${precise(size * 100)} points`;
  return unit === 'ms' ? `${sign}${formatDuration(size)}` : `${sign}${precise(size)}`;
}

/** Returns the two ends of a difference: '−2.1 s … −1.6 s', '−0.5 … −0.3 points'. */
export function formatRange(low: number | null, high: number | null, unit: Unit | 'growth'): string {
  const [from, until] = [formatAmount(low, unit), formatAmount(high, unit)];
  return from === until ? from : `${unit === 'share' ? from.replace(/ points$/, '') : from} … ${until}`;
}

function precise(value: number): string {
  return String(value >= 100 ? Math.round(value) : Number(value.toPrecision(2)));
}
