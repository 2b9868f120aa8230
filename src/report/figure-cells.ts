import type { Colours } from './colours.ts';
import { formatDuration, formatErrors, formatShare } from './format.ts';
import type { FiguresResult } from './run-result.ts';
import { visible } from './visible.ts';

/** Returns an availability with n, and how what failed did: '66.6% n=3000, 1002 failed (refused)'. */
export function shareCell(figures: FiguresResult | undefined, colours: Colours): string {
  if (figures === undefined) return '';
  const share = formatShare(figures.availability);
  const { unsent } = figures.schedule;
  const n = colours.dim(`n=${figures.ok + figures.failed}`) + (unsent === 0 ? '' : colours.yellow(`, ${unsent} never sent`));
  if (figures.failed === 0) return `${figures.ok === 0 ? share : colours.green(share)} ${n}`;
  return `${colours.red(share)} ${n}, ${figures.failed} failed (${formatErrors(figures.errors)})`;
}

/** Returns how many responses each version gave: '1 × 2010, 2 × 1987'. */
export function versionCell(versions: Readonly<Record<string, number>>): string {
  return Object.entries(versions)
    .map(([version, n]) => `${visible(version)} × ${n}`)
    .join(', ');
}

/** Returns a length of time that may not be known. */
export function msCell(value: number | null): string {
  return value === null ? 'n/a' : formatDuration(value);
}

/** Returns the heading of a stream's column. */
export function streamHeading(stream: string, colours: Colours): string {
  return colours.dim(stream === 'new' ? 'new connections' : stream);
}
