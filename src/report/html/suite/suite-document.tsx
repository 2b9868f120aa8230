import type { VNode } from 'preact';
import { worstVerdict } from '../../../checks/verdict.ts';
import { verdictOrder } from '../../by-verdict.ts';
import { count, formatDuration, formatShare } from '../../format.ts';
import type { SuiteRow } from '../../suite-rows.ts';
import { verdictMarks } from '../../verdict-checks.ts';
import { visible } from '../../visible.ts';
import { FigureCard } from '../first-screen.tsx';
import type { Figure } from '../headline.ts';
import { Page } from '../page.tsx';
import { VerdictBadge } from '../verdict-badge.tsx';
import { SuiteTable, suiteTotals } from './suite-table.tsx';

export interface SuitePage {
  readonly rows: readonly SuiteRow[];
  /** Version of faultline that makes the page. */
  readonly faultline: string;
}

/** The page of many runs: totals, and every run in a row, failed ones first. */
export function SuiteDocument({ rows, faultline }: SuitePage): VNode {
  const verdict = worstVerdict(rows.map((row) => row.verdict));
  const title = suiteTotals(rows);
  return (
    <Page title={`${verdict}: ${title}`} faultline={faultline} styles={['report-style.css', 'pages-style.css']} script="pages.js">
      <a class="skip" href="#runs">
        Skip to the runs
      </a>
      <header class="first">
        <div class="title">
          <VerdictBadge verdict={verdict} />
          <h1>{title}</h1>
        </div>
        <div class="figures">
          {figuresOf(rows).map((figure) => (
            <FigureCard figure={figure} />
          ))}
        </div>
      </header>
      <main>
        <section id="runs" aria-label="Runs">
          <Filter rows={rows} />
          <SuiteTable rows={rows} />
        </section>
      </main>
      <footer>
        <p>
          {`Made by faultline ${visible(faultline)}. Each name leads to the report of its run. In the small pictures a band means answered, a tall bar in its place an outage, ▾ a fault; the shaded part is the chaos.`}
        </p>
      </footer>
    </Page>
  );
}

/** What hides rows; the script of the page makes it work, and without scripts it is not there. */
function Filter({ rows }: { readonly rows: readonly SuiteRow[] }): VNode {
  const present = verdictOrder.filter((verdict) => rows.some((row) => row.verdict === verdict));
  return (
    <div class="filter scripted" role="search">
      <label>
        <span>Search</span> <input type="search" id="search" autocomplete="off" placeholder="name, file, reason" />
      </label>
      <div class="choices" role="group" aria-label="Show">
        <button type="button" data-show="" aria-pressed="true">{`All ${rows.length}`}</button>
        {present.map((verdict) => (
          <button type="button" data-show={verdict} aria-pressed="false">
            <b class={verdict} aria-hidden="true">
              {verdictMarks[verdict]}
            </b>{' '}
            {`${verdict} ${rows.filter((row) => row.verdict === verdict).length}`}
          </button>
        ))}
      </div>
      <p id="shown" role="status" class="note" />
    </div>
  );
}

function figuresOf(rows: readonly SuiteRow[]): Figure[] {
  const measured = rows.filter((row) => row.availability !== undefined);
  const worst = measured.toSorted((left, right) => (left.availability?.share ?? 1) - (right.availability?.share ?? 1))[0];
  const longest = measured.toSorted((left, right) => (right.longestOutage?.durationMs ?? 0) - (left.longestOutage?.durationMs ?? 0))[0];
  const slowest = rows
    .filter((row) => row.recoveryMs !== undefined)
    .toSorted((left, right) => (right.recoveryMs ?? 0) - (left.recoveryMs ?? 0))[0];
  const totalMs = rows.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
  return [
    ...(worst?.availability === undefined
      ? []
      : [figure('Lowest availability', formatShare(worst.availability.share), worst, [`n = ${worst.availability.n} requests`])]),
    ...(longest?.longestOutage === undefined
      ? []
      : [
          figure(
            'Longest outage',
            longest.longestOutage.durationMs === 0 ? 'none' : formatDuration(longest.longestOutage.durationMs),
            longest,
          ),
        ]),
    ...(slowest?.recoveryMs === undefined
      ? []
      : [figure('Slowest recovery', slowest.recoveryMs === Infinity ? 'never' : formatDuration(slowest.recoveryMs), slowest)]),
    {
      label: 'Measured',
      value: formatDuration(totalMs),
      mood: 'plain',
      notes: [`${measured.length} of ${count(rows.length, 'run')} with a load`],
    },
  ];
}

function figure(label: string, value: string, { name }: SuiteRow, notes: readonly string[] = []): Figure {
  return { label, value, mood: 'plain', notes: [...notes, name] };
}
