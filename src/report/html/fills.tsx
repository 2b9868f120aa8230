import type { VNode } from 'preact';
import { requestClasses, type RequestClass } from '../../history/load-bucket.ts';
import { MOST_VERSIONS } from './stream-series.ts';

/** Horizontal stripes, because drawings are stretched sideways: the period, and which parts of it are left out. */
type Stripes = readonly [period: number, ...gaps: (readonly [from: number, height: number])[]];

/** Every kind of failure looks different also without its colour. */
const classStripes: Readonly<Record<RequestClass, Stripes>> = {
  ok: [8],
  refused: [8],
  reset: [8, [0, 2]],
  timeout: [8, [0, 4]],
  'closed-early': [12, [0, 1.5], [4, 1.5]],
  'bad-status': [14, [0, 2], [4, 2]],
  'bad-body': [14, [0, 6]],
  dns: [6, [0, 1]],
  tls: [20, [0, 2]],
  unsent: [6, [0, 4.5]],
};

const versionStripes: readonly Stripes[] = [[8], [10, [0, 3]], [16, [0, 2], [5, 2]], [8, [0, 5]], [24, [0, 3]], [6, [0, 1.5]]];

/** Returns the patterns that every drawing of the page is filled with. */
export function patterns(): VNode {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        {requestClasses.map((name) => pattern(classFill(name), classStripes[name]))}
        {versionStripes.map((stripes, index) => pattern(versionFill(index), stripes))}
      </defs>
    </svg>
  );
}

function pattern(name: string, [period, ...gaps]: Stripes): VNode {
  return (
    <pattern id={name} patternUnits="userSpaceOnUse" width="10000" height={period}>
      <rect class={name} width="10000" height={period} />
      {gaps.map(([from, height]) => (
        <rect class="gap" y={from} width="10000" height={height} />
      ))}
    </pattern>
  );
}

/** Returns the name of the colour and of the pattern of a class of requests. */
export function classFill(name: string): string {
  return `f-${name}`;
}

/** Returns the same of the version at a position. */
export function versionFill(index: number): string {
  return `f-v${Math.min(index, MOST_VERSIONS - 1)}`;
}

/** A sample of a fill, beside its name. */
export function Sample({ fill }: { readonly fill: string }): VNode {
  return (
    <svg class="sample" viewBox="0 0 14 12" width="14" height="12" aria-hidden="true" focusable="false">
      <rect width="14" height="12" rx="2" fill={`url(#${fill})`} />
    </svg>
  );
}
