import type { VNode } from 'preact';
import { formatDuration, formatShare } from '../../format.ts';
import type { SuiteRow } from '../../suite-rows.ts';
import type { Trend, TrendPoint } from '../../trend.ts';
import { verdictMarks } from '../../verdict-checks.ts';
import { visible } from '../../visible.ts';
import { shortName } from '../short-name.ts';
import { SortTable, type SortCell, type SortColumn } from '../sort-table.tsx';
import { TrendChart } from './trend-chart.tsx';

const LONGEST = 200;

const columns: readonly SortColumn[] = [
  { label: 'Started', sort: 'text', sorted: true },
  { label: 'Verdict' },
  { label: 'Availability', sort: 'number' },
  { label: 'Longest outage', sort: 'number' },
  { label: 'Recovery', sort: 'number' },
  { label: 'What changed before it' },
];

/** One scenario over its runs: a chart for each figure, and the runs as a table. */
export function TrendSection({ trend: { name, points } }: { readonly trend: Trend }): VNode {
  const changed = points.flatMap(({ changes }, index) => (changes.length > 0 ? [index] : []));
  const chart = (title: string, of: (row: SuiteRow) => number | undefined, format: (value: number) => string, fromZero: boolean) => (
    <TrendChart
      title={title}
      values={points.map(({ row }) => of(row) ?? null)}
      texts={points.map((point) => `${startedText(point)}: ${told(of(point.row), format)}`)}
      changed={changed}
      format={format}
      fromZero={fromZero}
    />
  );
  return (
    <section class="trend">
      <h2>{shortName(name)}</h2>
      <p class="verdicts note">
        <span>{`${points.length} runs: `}</span>
        {points.slice(-60).map(({ row }) => (
          <b class={row.verdict} title={row.verdict}>
            {verdictMarks[row.verdict]}
          </b>
        ))}
      </p>
      {chart('Availability', ({ availability }) => availability?.share, formatShare, false)}
      {chart('Longest outage', ({ longestOutage }) => longestOutage?.durationMs, formatDuration, true)}
      {chart('Recovery', ({ recoveryMs }) => recoveryMs, formatDuration, true)}
      <SortTable
        caption={`Runs of ${shortName(name)}`}
        columns={columns}
        rows={points.map((point) => ({ cells: cellsOf(point), className: point.row.verdict }))}
      />
    </section>
  );
}

function cellsOf(point: TrendPoint): SortCell[] {
  const { row, startedAt, changes } = point;
  const { availability, longestOutage, recoveryMs, link } = row;
  const started = startedText(point);
  return [
    { content: link === undefined ? started : <a href={link}>{started}</a>, value: startedAt.slice(0, 40) },
    { content: <span class="told">{`${verdictMarks[row.verdict]} ${row.verdict}`}</span> },
    cell(availability?.share, (share) => `${formatShare(share)} n=${availability?.n ?? 0}`),
    cell(longestOutage?.durationMs, (ms) => (ms === 0 ? 'none' : formatDuration(ms))),
    cell(recoveryMs, (ms) => told(ms, formatDuration)),
    {
      content: changes.map(({ what, from, to }) => (
        <span class="change">{visible(`${what}: ${from.join(', ') || '–'} → ${to.join(', ') || '–'}`.slice(0, LONGEST))}</span>
      )),
    },
  ];
}

function cell(value: number | undefined, format: (value: number) => string): SortCell {
  return value === undefined ? { content: '–' } : { content: format(value), value };
}

function told(value: number | undefined, format: (value: number) => string): string {
  if (value === undefined) return 'not measured';
  return value === Infinity ? 'never' : format(value);
}

function startedText({ startedAt }: TrendPoint): string {
  return visible(
    startedAt
      .slice(0, 40)
      .replace('T', ' ')
      .replace(/\.\d+Z$/, ' UTC'),
  );
}
