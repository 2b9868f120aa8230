import { createColours, inVerdict, type Colours } from '../colours.ts';
import { count, formatTime } from '../format.ts';
import { textTable } from '../text-table.ts';
import { padEnd, truncate, wrap } from '../text-width.ts';
import { verdictMarks } from '../verdict-checks.ts';
import type { VerdictStyle } from '../verdict-block.ts';
import { visible } from '../visible.ts';
import type { SharedAxis, SidePictures } from './axis-of-sides.ts';
import type { ComparedFigure, Comparison } from './comparison-schema.ts';
import { conclusion, figureTitle, saysInWords } from './comparison-words.ts';
import { formatAmount, formatRange, formatValue } from './format-amount.ts';

const LABEL = 22;
const TITLE = 30;
const MOST_DIFFERENCES = 20;

type Style = Pick<VerdictStyle, 'colour' | 'columns'>;

/** Returns a comparison as lines for a terminal, ending in a line break. */
export function renderComparison(comparison: Comparison, shared: SharedAxis | undefined, { colour, columns }: Style): string {
  const colours = createColours(colour);
  const blocks = [
    sides(comparison, colours, columns),
    shared === undefined ? [] : picture(shared, colours, columns),
    figures(comparison, colours, columns),
    differences(comparison, colours, columns),
    gates(comparison, colours, columns),
  ];
  const written = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${written.join('\n\n')}\n`;
}

function sides({ a, b }: Comparison, colours: Colours, columns: number): string[] {
  return (
    [
      ['A', a],
      ['B', b],
    ] as const
  ).flatMap(([letter, side]) => [
    truncate(`${letter}  ${visible(side.label)}  ${count(side.runs.length, 'run')} of ${side.scenarios.map(visible).join(', ')}`, columns),
    ...side.leftOut.map(({ run, load, reason }) =>
      colours.yellow(truncate(visible(`   left out: ${run}${load === undefined ? '' : `, load ${load}`}: ${reason}`), columns)),
    ),
  ]);
}

/** One line per run: ▇ answered, ✗ an outage, from the first fault on. */
function picture({ axis, sides }: SharedAxis, colours: Colours, columns: number): string[] {
  const slots = Math.max(20, columns - LABEL - 2);
  const slotMs = (axis.untilMs - axis.fromMs) / slots;
  const zero = Math.min(slots - 1, Math.max(0, Math.floor(-axis.fromMs / slotMs)));
  const lines = sides.flatMap((side, index) => runLines(side, index === 0 ? 'A' : 'B', { fromMs: axis.fromMs, slotMs, slots }, colours));
  const end = formatTime(axis.untilMs);
  const ruler = padEnd(`${' '.repeat(zero)}↑ first fault`, slots - end.length) + end;
  return [colours.bold('On one axis') + colours.dim('  ▇ answered, ✗ outage'), ...lines, colours.dim(`${' '.repeat(LABEL + 2)}${ruler}`)];
}

function runLines(
  { runs, more }: SidePictures,
  letter: string,
  { fromMs, slotMs, slots }: { readonly fromMs: number; readonly slotMs: number; readonly slots: number },
  colours: Colours,
): string[] {
  const lines = runs.map(({ id, picture }) => {
    const symbols = Array.from({ length: slots }, (_, slot) => {
      const [from, until] = [fromMs + slot * slotMs, fromMs + (slot + 1) * slotMs];
      if (until <= picture.axis.fromMs || from >= picture.axis.untilMs) return ' ';
      return picture.outages.some((outage) => outage.fromMs < until && outage.untilMs > from) ? colours.red('✗') : '▇';
    });
    return `  ${padEnd(truncate(`${letter} ${visible(id)}`, LABEL - 1), LABEL)}${symbols.join('')}`.trimEnd();
  });
  return more === 0 ? lines : [...lines, `  ${letter} … and ${count(more, 'more run')}`];
}

function figures(comparison: Comparison, colours: Colours, columns: number): string[] {
  const { figures: all } = comparison;
  if (all.length === 0) return ['No run tells a figure.'];
  const loads = new Set(all.flatMap(({ of }) => of ?? []));
  const head = ['Figures, medians', 'A', 'B', 'difference', '95 % sure between', 'B is'].map((text, index) =>
    index === 0 ? colours.bold(text) : colours.dim(text),
  );
  const rows = all.map((figure) => {
    const { difference, unit, a, b } = figure;
    const cell = ({ median }: ComparedFigure['a']) => (median === undefined ? 'n/a' : formatValue(median, unit));
    return [
      `  ${truncate(visible(figureTitle(figure, loads.size === 1)), TITLE)}`,
      cell(a),
      cell(b),
      difference === undefined ? '' : formatAmount(difference.shift, unit),
      difference === undefined || figure.says === 'too-few-runs' ? '' : formatRange(difference.low, difference.high, unit),
      inTone(figure.says, colours),
    ];
  });
  return [...textTable([head, ...rows]), ...wrap(visible(conclusion(comparison)), columns - 2).map((line) => `  ${line}`)];
}

function inTone(says: ComparedFigure['says'], colours: Colours): string {
  const text = saysInWords[says];
  if (says === 'better') return colours.green(text);
  return says === 'worse' ? colours.red(text) : colours.dim(text);
}

function differences({ differs }: Comparison, colours: Colours, columns: number): string[] {
  if (differs.length === 0) return [colours.dim('Scenario, engine, images and faultline are the same on both sides.')];
  const lines = differs.slice(0, MOST_DIFFERENCES).map(({ what, a, b }) => {
    const told = (values: readonly string[]) => (values.length === 0 ? '–' : values.map(visible).join(' | '));
    return truncate(`  ${visible(what)}: ${told(a)} → ${told(b)}`, columns);
  });
  const more = differs.length - MOST_DIFFERENCES;
  return [colours.bold('What else differs'), ...lines, ...(more > 0 ? [`  … and ${more} more (--json has all)`] : [])];
}

function gates({ gates: judged }: Comparison, colours: Colours, columns: number): string[] {
  return judged.flatMap(({ expression, verdict, message }) => [
    inVerdict(
      colours,
      verdict,
      `${verdictMarks[verdict]} ${verdict === 'failed' ? 'violated' : verdict === 'passed' ? 'holds' : 'cannot be known'}: ${visible(expression)}`,
    ),
    ...wrap(visible(message), columns - 4).map((line) => `    ${line}`),
  ]);
}
