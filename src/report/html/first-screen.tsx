import type { VNode } from 'preact';
import { checksSummary, checkTitle } from '../check-text.ts';
import { formatDuration } from '../format.ts';
import type { RunResult } from '../run-result.ts';
import { verdictMarks } from '../verdict-checks.ts';
import { visible } from '../visible.ts';
import { EventLinks } from './event-links.tsx';
import type { Figure } from './headline.ts';
import type { ReportData } from './report-data.ts';
import { VerdictBadge } from './verdict-badge.tsx';

const doubtMeaning =
  'What the edges of outages leave open, because a request is due only every so often, and what faultline spoiled itself.';

/** The verdict, the figures that everybody asks for, how to repeat the run, and each expectation. */
export function FirstScreen({ data }: { readonly data: ReportData }): VNode {
  const { result, headline } = data;
  return (
    <header class="first">
      <div class="title">
        <VerdictBadge verdict={headline.verdict} />
        <h1>{visible(data.title)}</h1>
      </div>
      <p class="facts">
        {facts(result).map((fact) => (
          <span>{visible(fact)}</span>
        ))}
      </p>
      <div class="figures">
        {headline.figures.map((figure) => (
          <FigureCard figure={figure} />
        ))}
      </div>
      {data.repeat === undefined ? null : (
        <p class="repeat">
          <span>Run it again, with the same random choices:</span> <code id="repeat">{data.repeat}</code>
          <button type="button" class="copy" data-copy="repeat" hidden>
            Copy
          </button>
        </p>
      )}
      <Checks data={data} />
    </header>
  );
}

function facts({ checks, run, engine, scenario }: RunResult): string[] {
  const repetition = run.repeat > 1 ? [`repetition ${run.repetition} of ${run.repeat}`] : [];
  return [
    checksSummary(checks),
    `${formatDuration(run.durationMs ?? Number.NaN)}, from ${run.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}`,
    ...(engine === null ? [] : [`seed ${run.seed}`, ...repetition, `${engine.name} ${engine.version}`]),
    ...(scenario.file === '' ? [] : [scenario.file]),
    `run ${run.id}`,
    ...(run.ended === 'completed' ? [] : [`ended: ${run.ended}`]),
  ];
}

/** A figure that everybody asks for first. */
export function FigureCard({ figure: { label, value, doubt, mood, notes } }: { readonly figure: Figure }): VNode {
  return (
    <section class={`figure ${mood}`}>
      <h2>{visible(label)}</h2>
      <p class="value">
        {value} {doubt === undefined ? null : <small title={doubtMeaning}>{doubt}</small>}
      </p>
      {notes.map((note) => (
        <p class="note">{visible(note)}</p>
      ))}
    </section>
  );
}

function Checks({ data }: { readonly data: ReportData }): VNode | null {
  const { checks, scenario, engine } = data.result;
  if (checks.length === 0) return null;
  return (
    <table class="checks">
      <caption class="unseen">Expectations</caption>
      <thead>
        <tr>
          <th scope="col">Expectation</th>
          <th scope="col">Expected</th>
          <th scope="col">Observed</th>
          <th scope="col">{scenario.file === '' ? '' : 'Where'}</th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr class={check.verdict}>
            <th scope="row">
              <b class="mark" aria-hidden="true">
                {verdictMarks[check.verdict]}
              </b>
              <span class="unseen">{check.verdict}: </span>
              {visible(checkTitle(engine === null ? { kind: check.kind } : check))}
            </th>
            <td>{visible(check.expected)}</td>
            <td>
              {visible(check.observed)}
              {check.verdict === 'passed' ? null : <span class="why">{visible(check.message)}</span>}
            </td>
            <td class="links">
              {check.line === undefined ? null : <span>{`line ${check.line} `}</span>}
              <EventLinks data={data} seqs={check.evidence} most={3} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
