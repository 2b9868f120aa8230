import { changeText, type Change } from './compare-with-baseline.ts';
import type { Summary } from './summary.ts';

/** A figure, and what became of it since the baseline. */
export interface Row {
  readonly summary: Summary;
  readonly change?: Change | undefined;
}

const HEAD = ['benchmark', 'what', 'median', 'p99', 'n', 'against', 'ratio', 'baseline', 'change'];
/** The last columns say nothing without a baseline. */
const SINCE_BASELINE = 2;
/** Below, the 99th of a hundred is just the largest. */
const ENOUGH_FOR_P99 = 20;

/** Returns the figures as a Markdown table, with what became of them where that is known of any. */
export function speedTable(rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const shown = rows.some(({ change }) => change !== undefined) ? HEAD : HEAD.slice(0, -SINCE_BASELINE);
  return [shown, shown.map(() => '---'), ...rows.map((row) => cellsOf(row).slice(0, shown.length))].map(line).join('\n');
}

function cellsOf({ summary, change }: Row): string[] {
  const { benchmark, what, unit, statistic, median, p99, n, peer, ratio, noise } = summary;
  return [
    benchmark,
    what,
    withUnit(median, unit),
    n < ENOUGH_FOR_P99 ? '' : withUnit(p99, unit),
    String(n),
    peer === undefined ? '' : `${peer.name}: ${withUnit(peer.value, unit)}${statistic === 'p99' ? ' (p99)' : ''}`,
    ratio === undefined ? '' : `${short(ratio)}${noise === undefined ? '' : ` ± ${Math.round((noise * 100) / 2)} %`}`,
    change === undefined ? '' : short(change.before),
    changeText(change),
  ];
}

function withUnit(value: number, unit: string): string {
  return unit === '' ? short(value) : `${short(value)} ${unit}`;
}

/** Three digits are what a measurement like these can bear. */
function short(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
