import type { ReportInput, Reporter } from './reporter.ts';
import { checksSummary, checkTitle } from './check-text.ts';
import { createColours } from './colours.ts';
import { codeBlock, escapeMarkdown, markdownTable } from './escape-markdown.ts';
import { evidenceLines } from './evidence.ts';
import { exitText } from './exit-text.ts';
import { count, formatDuration, formatShare, formatTime } from './format.ts';
import { windowNames } from './load-result.ts';
import { outageCause, outageCost, outageLength, outageSpan } from './outage-text.ts';
import { spoiledText } from './spoiled-text.ts';
import { repeatCommand } from './repeat-command.ts';
import type { FiguresResult, RunResult } from './run-result.ts';
import { renderTimeline } from './timeline.ts';

const marks = { passed: '✅', failed: '❌', inconclusive: '❔' } as const;
const maxRows = 20;
const pictureColumns = 100;

/** summary.md: what happened, for a pull request or a CI job summary. */
export const markdown: Reporter = {
  name: 'markdown',
  summary: 'A summary in Markdown, for pull requests and CI job summaries.',
  fileName: 'summary.md',
  render(input) {
    const { result } = input;
    const parts = [
      ...heading(result),
      ...checks(result),
      ...explanations(input),
      ...picture(input),
      ...availability(result),
      ...outages(result),
      ...exits(result),
      ...notices(result),
      ...repeat(result),
    ];
    return `${parts.join('\n\n')}\n`;
  },
};

function heading({ scenario, run, engine, verdict, checks: judged }: RunResult): string[] {
  const repetition = run.repeat > 1 ? `, repetition ${run.repetition} of ${run.repeat}` : '';
  const facts = [
    `\`${verdict}\` – ${checksSummary(judged)}`,
    `${formatDuration(run.durationMs ?? Number.NaN)}${engine === null ? '' : ` on ${escapeMarkdown(`${engine.name} ${engine.version}`)}`}`,
    ...(engine === null ? [] : [`seed ${escapeMarkdown(run.seed)}${repetition}`]),
    `run ${escapeMarkdown(run.id)}`,
    ...(scenario.file === '' ? [] : [escapeMarkdown(scenario.file)]),
  ];
  return [`# ${marks[verdict]} ${escapeMarkdown(scenario.name)}`, facts.join(' · ')];
}

function repeat(result: RunResult): string[] {
  const command = repeatCommand(result);
  return command === undefined ? [] : ['## Repeat', codeBlock(command, 'sh')];
}

function checks({ checks: judged }: RunResult): string[] {
  if (judged.length === 0) return [];
  const rows = judged.map((check) => [
    `${marks[check.verdict]} ${check.verdict}`,
    escapeMarkdown(checkTitle(check)),
    escapeMarkdown(check.expected),
    escapeMarkdown(check.observed),
  ]);
  return ['## Checks', markdownTable(['verdict', 'check', 'expected', 'observed'], rows)];
}

function explanations({ result, analysis }: ReportInput): string[] {
  return result.checks
    .filter((check) => check.verdict !== 'passed')
    .flatMap((check) => {
      const { lines, more } = evidenceLines(analysis, check.evidence);
      const events = lines.map((line) => `${formatTime(line.atMs).padStart(10)}  ${line.text}`);
      if (more > 0) events.push(`${' '.repeat(12)}… and ${count(more, 'more event')} in the history`);
      const title = `**${marks[check.verdict]} ${escapeMarkdown(checkTitle(check))}**: ${escapeMarkdown(check.message)}`;
      return events.length === 0 ? [title] : [title, codeBlock(events.join('\n'))];
    });
}

/** A drawing in text: a code block is shown alike everywhere, also where no image and no script is. */
function picture({ analysis }: ReportInput): string[] {
  const lines = renderTimeline(analysis, { colours: createColours(false), columns: pictureColumns });
  return lines.length === 0 ? [] : ['## Timeline', codeBlock(lines.join('\n'))];
}

function availability({ load }: RunResult): string[] {
  const streams = Object.entries(load).flatMap(([name, of]) =>
    Object.entries(of.streams).map(([stream, figures]) => ({ name, stream, figures, deadlineMs: of.deadlineMs })),
  );
  if (streams.length === 0) return [];
  const shown = windowNames.filter((window) => streams.some(({ figures }) => figures.windows[window] !== undefined));
  const rows = streams.map(({ name, stream, figures, deadlineMs }) => [
    escapeMarkdown(name),
    stream,
    formatDuration(deadlineMs),
    ...shown.map((window) => shareCell(figures.windows[window])),
  ]);
  const note = 'Requests answered as expected within their deadline ÷ requests sent at their due times; *n* is how many those were.';
  const spoiled = streams
    .filter(({ figures }) => figures.spoiled.length > 0)
    .map(({ name, stream, figures }) => `**Spoiled:** ${escapeMarkdown(name)} (${stream}): ${spoiledText(figures.spoiled)}.`);
  const routes = Object.entries(load).flatMap(([name, { route }]) => (route === null ? [] : [`${escapeMarkdown(name)}: ${route}`]));
  const route = routes.length === 0 ? [] : [`Route to the target: ${routes.join(', ')}.`];
  return ['## Availability', markdownTable(['load', 'connections', 'deadline', ...shown], rows), note, ...route, ...spoiled];
}

function shareCell(figures: FiguresResult | undefined): string {
  return figures === undefined
    ? ''
    : `${formatShare(figures.availability)} (n=${figures.ok + figures.failed})`.replace('<', '&lt;').replace('>', '&gt;');
}

function outages({ load, engine }: RunResult): string[] {
  const all = Object.entries(load).flatMap(([name, of]) =>
    Object.entries(of.streams).flatMap(([stream, { outages: list }]) => list.map((outage) => ({ name, stream, outage }))),
  );
  if (all.length === 0) return [];
  const longest = all.toSorted((left, right) => right.outage.durationMs - left.outage.durationMs).slice(0, maxRows);
  const rows = longest.map(({ name, stream, outage }) => [
    `${escapeMarkdown(name)} (${stream})`,
    outageSpan(outage),
    outageLength(outage),
    outageCost(outage),
    // Nobody but a run knows of causes.
    ...(engine === null ? [] : [escapeMarkdown(outageCause(outage))]),
  ]);
  const head = ['load', 'when', 'length', 'requests', ...(engine === null ? [] : ['most likely cause'])];
  return ['## Outages', markdownTable(head, rows), ...rest(all.length, 'outage')];
}

function exits({ subjects }: RunResult): string[] {
  const all = Object.values(subjects).flatMap((subject) => subject.exits);
  if (all.length === 0) return [];
  const rows = all
    .toSorted((left, right) => (left.atMs ?? 0) - (right.atMs ?? 0))
    .slice(0, maxRows)
    .map((exit) => [escapeMarkdown(exit.container), formatTime(exit.atMs ?? Number.NaN), exitText(exit.code, exit.oomKilled)]);
  return ['## Exits', markdownTable(['container', 'when', 'how'], rows), ...rest(all.length, 'exit')];
}

function rest(n: number, noun: string): string[] {
  return n > maxRows ? [`… and ${count(n - maxRows, `more ${noun}`)} in result.json.`] : [];
}

function notices({ errors, warnings }: RunResult): string[] {
  const lines = [
    ...errors.map(
      ({ code, message, hint }) => `- **error** ${escapeMarkdown(`${message} [${code}]${hint === undefined ? '' : ` – ${hint}`}`)}`,
    ),
    ...warnings.map(
      ({ code, message, fact }) => `- warning: ${escapeMarkdown(`${message}${fact === undefined ? '' : ` (${fact})`} [${code}]`)}`,
    ),
  ];
  return lines.length === 0 ? [] : ['## Errors and warnings', lines.join('\n')];
}
