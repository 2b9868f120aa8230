import type { VNode } from 'preact';
import type { ComparedFigure } from '../../compare/comparison-schema.ts';
import { formatValue } from '../../compare/format-amount.ts';

const WIDTH = 220;
const HEIGHT = 30;
const EDGE = 7;
const MOST_TOLD = 12;

/** Each run's value as a mark on one scale: A above, round; B below, a diamond. What has no end stands at the right edge. */
export function ValueDots({ figure: { a, b }, label }: { readonly figure: ComparedFigure; readonly label: string }): VNode {
  const known = [...a.values, ...b.values].filter((value) => value !== null);
  const least = known.reduce((left, right) => Math.min(left, right), Infinity);
  const most = known.reduce((left, right) => Math.max(left, right), -Infinity);
  const x = (value: number | null): number => {
    if (value === null) return WIDTH - 2;
    const share = most > least ? (value - least) / (most - least) : 0.5;
    return Math.round((EDGE + share * (WIDTH - 3 * EDGE)) * 10) / 10;
  };
  return (
    <svg class="dots" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      <path class="ground" d={`M0 9h${WIDTH}M0 22h${WIDTH}`} />
      {a.values.map((value) => (
        <circle class="dot-a" cx={x(value)} cy="9" r="4" />
      ))}
      {b.values.map((value) => (
        <path class="dot-b" d={`M${x(value)} 17l5 5l-5 5l-5 -5z`} />
      ))}
    </svg>
  );
}

/** Returns the values in words: 'A 1 s, 1.2 s; B 0 ms'. */
export function dotsText({ a, b, unit }: ComparedFigure): string {
  const told = ({ values }: ComparedFigure['a']) =>
    values.length === 0
      ? 'not measured'
      : `${values
          .slice(0, MOST_TOLD)
          .map((value) => formatValue(value, unit))
          .join(', ')}${values.length > MOST_TOLD ? ' …' : ''}`;
  return `A ${told(a)}; B ${told(b)}`;
}
