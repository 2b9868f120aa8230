import type { VNode } from 'preact';
import type { SharedAxis } from '../../compare/axis-of-sides.ts';
import type { Comparison, Side } from '../../compare/comparison-schema.ts';
import { conclusion } from '../../compare/comparison-words.ts';
import { count } from '../../format.ts';
import { verdictMarks } from '../../verdict-checks.ts';
import { visible } from '../../visible.ts';
import { DataTable, firstRows } from '../data-table.tsx';
import { Page } from '../page.tsx';
import { shortName } from '../short-name.ts';
import { VerdictBadge } from '../verdict-badge.tsx';
import { ComparedFigures } from './compared-figures.tsx';
import { SharedPicture } from './shared-picture.tsx';

export interface ComparisonPage {
  readonly comparison: Comparison;
  /** Absent when nothing was measured. */
  readonly shared?: SharedAxis | undefined;
  /** Version of faultline that makes the page. */
  readonly faultline: string;
}

/** The page that holds two runs, or two groups of them, against each other. */
export function ComparisonDocument({ comparison, shared, faultline }: ComparisonPage): VNode {
  const { a, b, gates, verdict } = comparison;
  const title = `A ${shortName(a.label)} against B ${shortName(b.label)}`;
  return (
    <Page title={title} faultline={faultline} styles={['report-style.css', 'pages-style.css']} script="pages.js">
      <a class="skip" href="#figures-compared">
        Skip to the figures
      </a>
      <header class="first">
        <div class="title">
          {gates.length === 0 ? null : <VerdictBadge verdict={verdict} />}
          <h1>{title}</h1>
        </div>
        <p class="conclusion">{visible(conclusion(comparison))}</p>
        {gates.length === 0 ? null : <Gates gates={gates} />}
        <div class="sides">
          <SideFacts letter="A" side={a} />
          <SideFacts letter="B" side={b} />
        </div>
      </header>
      <main>
        {shared === undefined ? null : <SharedPicture shared={shared} />}
        <ComparedFigures comparison={comparison} />
        <Differences comparison={comparison} />
      </main>
      <footer>
        <p>
          {`Made by faultline ${visible(faultline)}. What lies between two values is a difference only when repeats of one side do not differ as much; the interval comes from the order of the runs' values alone (Mann and Whitney's).`}
        </p>
      </footer>
    </Page>
  );
}

const gateWords = { passed: 'holds', failed: 'violated', inconclusive: 'cannot be known' } as const;

function Gates({ gates }: { readonly gates: Comparison['gates'] }): VNode {
  return (
    <ul class="gates" aria-label="What must not happen">
      {gates.map(({ expression, verdict, message }) => (
        <li>
          <b class={verdict}>
            <span aria-hidden="true">{verdictMarks[verdict]}</span> {gateWords[verdict]}
          </b>{' '}
          <code>{visible(expression)}</code> <span class="note">{visible(message)}</span>
        </li>
      ))}
    </ul>
  );
}

function SideFacts({ letter, side }: { readonly letter: 'A' | 'B'; readonly side: Side }): VNode {
  const { label, scenarios, runs, leftOut } = side;
  return (
    <section class={`side ${letter.toLowerCase()}`}>
      <h2>
        <b>{letter}</b> {shortName(label)}
      </h2>
      <p class="note">{`${count(runs.length, 'run')} of ${scenarios.map(shortName).join(', ')}`}</p>
      {firstRows(leftOut, 5).shown.map(({ run, load, reason }) => (
        <p class="note">{visible(`left out: ${run}${load === undefined ? '' : `, load ${load}`}: ${reason}`)}</p>
      ))}
    </section>
  );
}

function Differences({ comparison: { differs } }: { readonly comparison: Comparison }): VNode {
  const told = (values: readonly string[]) => (values.length === 0 ? '–' : values.map((value) => visible(value)).join(' | '));
  const { shown, more } = firstRows(differs);
  return (
    <section id="differs" class="differs">
      <h2>What else differs</h2>
      {differs.length === 0 ? <p class="none">Nothing: scenario, engine, images and faultline are the same on both sides.</p> : null}
      <DataTable
        title="In scenario, engine and images"
        head={['What', 'A', 'B']}
        rows={shown.map(({ what, a, b }) => [visible(what), told(a), told(b)])}
        {...(more > 0 ? { note: `… and ${more} more in the document that --json prints` } : {})}
      />
    </section>
  );
}
