import type { Analysis } from '../analysis/analysis.ts';
import type { Verdict } from '../checks/verdict.ts';
import { asciiDrawing } from './ascii.ts';
import { checksSummary } from './check-text.ts';
import { createColours, inVerdict, type Colours } from './colours.ts';
import { formatDuration } from './format.ts';
import { defaultReporters } from './registry.ts';
import { repeatCommand } from './repeat-command.ts';
import type { RunResult } from './run-result.ts';
import { renderTimeline } from './timeline.ts';
import { checkLines } from './verdict-checks.ts';
import { availabilityLines, exitLines, noticeLines, outageLines, recoveryLines } from './verdict-figures.ts';
import { visible } from './visible.ts';

export interface VerdictStyle {
  readonly colour: boolean;
  /** Width of the terminal; drawings take at most 100. */
  readonly columns: number;
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean;
  /** Where the run's files lie. */
  readonly directory?: string;
  /** Names of the report files there; absent: the usual ones. */
  readonly files?: readonly string[];
}

const meanings: Readonly<Record<Verdict, string>> = {
  passed: '',
  failed: '',
  inconclusive: 'This run neither proves nor disproves what was expected.',
};

/** Returns the final block of a run: what was expected against what was observed, why, the figures, a drawing, and how to repeat it. */
export function renderVerdict(result: RunResult, analysis: Analysis, style: VerdictStyle): string {
  const colours = createColours(style.colour);
  const { columns } = style;
  const blocks = [
    heading(result, colours),
    checkLines(result, analysis, { colours, columns }),
    availabilityLines(result, colours),
    outageLines(result, colours),
    recoveryLines(result, colours),
    exitLines(result, colours),
    renderTimeline(analysis, { colours, columns }),
    noticeLines(result, colours),
    footer(result, style, colours),
  ];
  const text = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return withoutCommands(style.ascii === true ? asciiDrawing(text) : text);
}

/** CI servers take lines that begin with `::` or `##` for commands; a scenario's words must not give any. */
function withoutCommands(text: string): string {
  return text.replace(/^(\s*)(?=::|##)/gm, '$1\\');
}

function heading(result: RunResult, colours: Colours): string[] {
  const { run, scenario, engine, verdict, checks } = result;
  const repetition = run.repeat > 1 ? [`repetition ${run.repetition} of ${run.repeat}`] : [];
  const facts = [
    ...(engine === null ? [] : [scenario.file, `seed ${run.seed}`, ...repetition, `${engine.name} ${engine.version}`]),
    formatDuration(run.durationMs ?? Number.NaN),
    `run ${run.id}`,
  ].map(visible);
  return [
    `${inVerdict(colours, verdict, colours.bold(verdict.toUpperCase()))}  ${colours.bold(visible(scenario.name))}  ${checksSummary(checks)}`,
    colours.dim(facts.join(' · ')),
    ...(meanings[verdict] === '' ? [] : [inVerdict(colours, verdict, meanings[verdict])]),
  ];
}

function footer(result: RunResult, { directory, files }: VerdictStyle, colours: Colours): string[] {
  const names = ['history.ndjson', ...(files ?? defaultReporters.map(({ fileName }) => fileName))].join(', ');
  const repeat = repeatCommand(result);
  return [
    ...(directory === undefined ? [] : [`${colours.dim('files ')}  ${visible(directory)}/ (${names})`]),
    ...(repeat === undefined ? [] : [`${colours.dim('repeat')}  ${repeat}`]),
  ];
}
