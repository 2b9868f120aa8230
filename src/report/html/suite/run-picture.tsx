import type { VNode } from 'preact';
import { count, formatDuration, formatTime } from '../../format.ts';
import type { RunPicture } from '../../suite-rows.ts';
import { shareOf } from '../axis-scale.ts';

const WIDTH = 180;
const HEIGHT = 22;
const NARROWEST = 2;
const MOST_TOLD = 3;

/** A run as a small picture: a band where it was answered, a taller bar in place of it where it was not, a mark for each fault. */
export function RunPictureDrawing({ picture }: { readonly picture: RunPicture }): VNode {
  const { axis, chaos } = picture;
  const x = (atMs: number) => round(Math.min(1, Math.max(0, shareOf(axis, atMs))) * WIDTH);
  return (
    <svg class="run-picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={pictureText(picture)}>
      {chaos === undefined ? null : (
        <rect class="chaos" x={x(chaos.fromMs)} width={round(x(chaos.untilMs) - x(chaos.fromMs))} height={HEIGHT} />
      )}
      <rect class="answered" y="9" width={WIDTH} height="8" />
      {joined(picture.outages.map(({ fromMs, untilMs }) => [x(fromMs), x(untilMs)] as const)).map(([from, until]) => (
        <rect class="away" x={from} y="6" width={round(until - from)} height="14" />
      ))}
      {[...new Set(picture.faultsMs.map(x))].map((at) => (
        <path class="fault-mark" d={`M${round(at - 3)} 0h6l-3 5z`} />
      ))}
    </svg>
  );
}

/** Bars that are wide enough to be seen; those that would touch are one. */
function joined(bars: readonly (readonly [from: number, until: number])[]): (readonly [number, number])[] {
  const result: [number, number][] = [];
  for (const [from, until] of bars.toSorted(([left], [right]) => left - right)) {
    const end = Math.max(until, from + NARROWEST);
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([from, end]);
  }
  return result;
}

/** Returns the picture in words: '2 outages: 720 ms at 2.101s, 30 ms at 4.000s; 1 fault'. */
export function pictureText({ outages, faultsMs }: RunPicture): string {
  const faults = count(faultsMs.length, 'fault');
  if (outages.length === 0) return `no outage; ${faults}`;
  const told = outages.slice(0, MOST_TOLD).map(({ fromMs, untilMs }) => `${formatDuration(untilMs - fromMs)} at ${formatTime(fromMs)}`);
  return `${count(outages.length, 'outage')}: ${told.join(', ')}${outages.length > MOST_TOLD ? ' …' : ''}; ${faults}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
