import type { VNode } from 'preact';
import { verdictOrder } from '../../by-verdict.ts';
import { count, formatDuration, formatShare } from '../../format.ts';
import type { SuiteRow } from '../../suite-rows.ts';
import { verdictMarks } from '../../verdict-checks.ts';
import { visible } from '../../visible.ts';
import { shortName } from '../short-name.ts';
import { SortTable, type SortCell, type SortColumn } from '../sort-table.tsx';
import { RunPictureDrawing } from './run-picture.tsx';

const LONGEST_REASON = 300;

const columns: readonly SortColumn[] = [
  { label: 'Scenario', sort: 'text' },
  { label: 'Verdict', sort: 'number', sorted: true },
  { label: 'Availability', sort: 'number' },
  { label: 'Over time' },
  { label: 'Longest outage', sort: 'number' },
  { label: 'Recovery', sort: 'number' },
  { label: 'Duration', sort: 'number' },
  { label: 'Checks not passed', sort: 'number' },
];

/** Every run in a row that leads to its report. */
export function SuiteTable({ rows }: { readonly rows: readonly SuiteRow[] }): VNode {
  return (
    <SortTable
      caption="Every run, with its verdict and figures"
      columns={columns}
      rows={rows.map((row) => ({ cells: cellsOf(row), className: row.verdict, verdict: row.verdict }))}
    />
  );
}

function cellsOf(row: SuiteRow): SortCell[] {
  const { availability, longestOutage, recoveryMs, durationMs, picture } = row;
  return [
    { content: nameCell(row), value: visible(row.name).toLowerCase().slice(0, LONGEST_REASON) },
    { content: verdictCell(row), value: verdictOrder.indexOf(row.verdict) },
    availability === undefined ? none : { content: availabilityCell(availability), value: availability.share },
    picture === undefined ? none : { content: <RunPictureDrawing picture={picture} /> },
    longestOutage === undefined ? none : outageCell(longestOutage),
    recoveryMs === undefined
      ? none
      : { content: recoveryMs === Infinity ? <b class="bad">never</b> : formatDuration(recoveryMs), value: recoveryMs },
    durationMs === undefined ? none : { content: formatDuration(durationMs), value: durationMs },
    row.checks === 0 ? none : { content: `${row.unmet} of ${row.checks}`, value: row.unmet },
  ];
}

const none: SortCell = {
  content: (
    <span class="note nothing">
      <span aria-hidden="true">–</span>
      <span class="unseen">not measured</span>
    </span>
  ),
};

function nameCell({ name, repetition, link, file, runId, why }: SuiteRow): VNode {
  const facts = [repetition, file === name ? '' : file, runId].filter((fact) => fact !== '').map(shortName);
  return (
    <>
      {link === undefined ? visible(name) : <a href={link}>{visible(name) || '(without a name)'}</a>}
      {why === '' ? null : <span class="why">{visible(why.slice(0, LONGEST_REASON))}</span>}
      <span class="where">{facts.join(' · ')}</span>
    </>
  );
}

function verdictCell({ verdict }: SuiteRow): VNode {
  return (
    <span class="told">
      <b class="mark" aria-hidden="true">
        {verdictMarks[verdict]}
      </b>{' '}
      {verdict}
    </span>
  );
}

function availabilityCell({ load, share, n, failed }: NonNullable<SuiteRow['availability']>): VNode {
  return (
    <>
      <b class={failed === 0 ? 'good' : 'bad'}>{formatShare(share)}</b>{' '}
      <span class="note" title={visible(load)}>
        n={n}
        {failed === 0 ? '' : `, ${failed} failed`}
      </span>
    </>
  );
}

function outageCell({ durationMs, open }: NonNullable<SuiteRow['longestOutage']>): SortCell {
  if (durationMs === 0) return { content: 'none', value: 0 };
  return { content: `${open ? '≥ ' : ''}${formatDuration(durationMs)}`, value: durationMs };
}

/** Returns the totals in words: '27 runs: 2 failed, 25 passed'. */
export function suiteTotals(rows: readonly Pick<SuiteRow, 'verdict'>[]): string {
  const counted = verdictOrder.map((verdict) => [rows.filter((row) => row.verdict === verdict).length, verdict] as const);
  const told = counted.filter(([n]) => n > 0).map(([n, verdict]) => `${n} ${verdict}`);
  return `${count(rows.length, 'run')}${told.length === 0 ? '' : `: ${told.join(', ')}`}`;
}
