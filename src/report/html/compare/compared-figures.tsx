import type { VNode } from 'preact';
import type { ComparedFigure, Comparison } from '../../compare/comparison-schema.ts';
import { figureTitle, saysInWords } from '../../compare/comparison-words.ts';
import { formatAmount, formatRange, formatValue } from '../../compare/format-amount.ts';
import { visible } from '../../visible.ts';
import { SortTable, type SortCell, type SortColumn } from '../sort-table.tsx';
import { ValueDots, dotsText } from './value-dots.tsx';

const columns: readonly SortColumn[] = [
  { label: 'Figure' },
  { label: 'A, median' },
  { label: 'B, median' },
  { label: 'Each run' },
  { label: 'Difference' },
  { label: '95 % sure between' },
  { label: 'B is' },
];

const moods: Partial<Record<ComparedFigure['says'], string>> = { better: 'good', worse: 'bad' };

/** Every figure of both sides, with each run's value as a dot. */
export function ComparedFigures({ comparison: { figures } }: { readonly comparison: Comparison }): VNode {
  return (
    <section id="figures-compared">
      <h2>Figures</h2>
      <SortTable caption="Figures of A and B" columns={columns} rows={figures.map((figure) => ({ cells: cellsOf(figure) }))} />
    </section>
  );
}

function cellsOf(figure: ComparedFigure): SortCell[] {
  const { a, b, unit, difference, says } = figure;
  const median = ({ median: value }: ComparedFigure['a']) => (value === undefined ? 'n/a' : formatValue(value, unit));
  return [
    { content: visible(figureTitle(figure)) },
    { content: median(a) },
    { content: median(b) },
    { content: <ValueDots figure={figure} label={dotsText(figure)} /> },
    { content: difference === undefined ? '' : formatAmount(difference.shift, unit) },
    { content: difference === undefined || says === 'too-few-runs' ? '' : formatRange(difference.low, difference.high, unit) },
    { content: <span class={`says ${moods[says] ?? ''}`}>{saysInWords[says]}</span> },
  ];
}
