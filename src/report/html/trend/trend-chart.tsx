import type { VNode } from 'preact';
import { visible } from '../../visible.ts';

const WIDTH = 1000;
const HEIGHT = 100;
const EDGE = 8;

interface TrendChartProps {
  readonly title: string;
  /** One of each run, by time; null: not measured; Infinity stands at the top. */
  readonly values: readonly (number | null)[];
  /** What each value is, for people. */
  readonly texts: readonly string[];
  /** Positions of runs before which something changed. */
  readonly changed: readonly number[];
  readonly format: (value: number) => string;
  /** Whether the scale begins at 0, and not at the smallest value. */
  readonly fromZero: boolean;
}

/** One figure over the runs: a line with a dot for each run, and a dotted line where something changed. */
export function TrendChart({ title, values, texts, changed, format, fromZero }: TrendChartProps): VNode | null {
  const known = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  if (values.every((value) => value === null)) return null;
  const least = fromZero ? 0 : known.reduce((left, right) => Math.min(left, right), 1);
  const most = known.reduce((left, right) => Math.max(left, right), fromZero ? 0 : -Infinity);
  const y = (value: number) =>
    value === Infinity ? 1 : most > least ? EDGE + (1 - (value - least) / (most - least)) * (HEIGHT - 2 * EDGE) : HEIGHT / 2;
  const points = values.flatMap((value, index) =>
    value === null ? [] : [{ x: runX(index, values.length), y: y(value), endless: value === Infinity, index }],
  );
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${round(point.x * WIDTH)} ${round(point.y)}`).join('');
  return (
    <div class="trend-chart">
      <div class="label">
        <h3>{title}</h3>
        <span class="note">{most > least ? `${format(least)} … ${format(most)}` : format(most)}</span>
      </div>
      <div class="plot" role="img" aria-label={`${title} over ${values.length} runs: ${visible(texts.slice(-12).join(', '))}`}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
          {changed.map((index) => {
            const x = round(((runX(index, values.length) + runX(index - 1, values.length)) / 2) * WIDTH);
            return <path class="change-line" d={`M${x} 0V${HEIGHT}`} />;
          })}
          <path class="line" d={path} />
        </svg>
        {points.map((point) => (
          <i
            class={point.endless ? 'dot endless' : 'dot'}
            style={`left:${round(point.x * 100)}%;top:${round(point.y)}%`}
            title={visible(texts[point.index] ?? '')}
          />
        ))}
      </div>
    </div>
  );
}

/** Returns where a run stands on the axis, 0..1: each has as much room, however long ago the one before was. */
function runX(index: number, n: number): number {
  return (index + 0.5) / n;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
