import { extname } from 'node:path';
import type { Command } from 'commander';
import { FaultlineError } from '../errors/faultline-error.ts';
import { sharedAxis } from '../report/compare/axis-of-sides.ts';
import { compareRuns } from '../report/compare/compare-runs.ts';
import { renderComparison } from '../report/compare/comparison-text.ts';
import { gateFigures, readGate } from '../report/compare/fail-on.ts';
import { readGroup } from '../report/compare/read-group.ts';
import { renderComparisonPage } from '../report/html/compare/render-comparison.tsx';
import { writeReportFile } from '../report/write-reports.ts';
import { exitCodeOfVerdict } from '../suite/exit-code.ts';
import { version } from '../suite/version.ts';
import { nonEmpty } from './non-empty.ts';
import { useColour } from './use-colour.ts';
import { jsonText } from '../report/json-text.ts';

const WIDEST = 100;

interface CompareFlags {
  readonly scenario?: string;
  readonly failOn: readonly string[];
  readonly out?: string;
  readonly json: boolean;
}

/** `faultline compare A B`: two runs, or two groups of repeats, beside each other. Needs no engine. */
export function equipCompare(command: Command): void {
  command
    .argument('<a>', "the one side: a run's directory, its history.ndjson, or a directory with repeats of one scenario")
    .argument('<b>', 'the other side')
    .option('--scenario <name>', 'of directories with several scenarios, the one to compare', nonEmpty)
    .option(
      '--fail-on <expression>',
      'exit with 1 when this happens from A to B; several are allowed',
      (text: string, all: readonly string[]) => [...all, text],
      [],
    )
    .option('--out <file>', 'also write the comparison as a page, such as compare.html', nonEmpty)
    .option('--json', 'print the comparison as a JSON document on stdout, and nothing else', false)
    .addHelpText('after', examples)
    .action(compare);
}

const examples = `
Examples:
  faultline run stop-first.yaml --repeat 5 --out a && faultline run start-first.yaml --repeat 5 --out b
  faultline compare a b                                             which rollout do users notice less?
  faultline compare a b --out compare.html                          the same as a page
  faultline compare main-runs branch-runs --scenario "Web survives a kill" \\
      --fail-on "availability drops > 0.1%" --fail-on "p99 grows > 20%"   old image or new, for a CI job

--fail-on takes: FIGURE [of LOAD] grows|drops > AMOUNT
  figures  ${gateFigures.slice(0, 7).join(', ')},
           ${gateFigures.slice(7, 11).join(', ')}, or a class of failures: ${gateFigures.slice(11).join(', ')}
  amount   a duration (200ms), a percentage of A's value (20%), a number; of availability, points (0.1%)

Exit codes: 0 nothing is violated, 1 something is, 4 it cannot be known: too few runs or too much noise, 2 an expression is not understood.
One run of each side tells nothing: outages vary from run to run. 4 of each are the fewest that can.`;

async function compare(pathA: string, pathB: string, flags: CompareFlags): Promise<void> {
  const gates = flags.failOn.map(readGate);
  if (flags.out !== undefined && !['.html', '.htm'].includes(extname(flags.out))) {
    throw new FaultlineError('ERR_USAGE', `--out writes a page, and ${flags.out} is not the name of one.`, {
      hint: 'Give it a name that ends in .html.',
    });
  }
  const [a, b] = [await readGroup(pathA, flags.scenario), await readGroup(pathB, flags.scenario)];
  const comparison = compareRuns(a, b, gates);
  const shared = sharedAxis(a, b);
  if (flags.out !== undefined) await writeReportFile(flags.out, renderComparisonPage({ comparison, shared, faultline: version }));
  if (flags.json) process.stdout.write(`${jsonText(comparison)}\n`);
  else process.stdout.write(renderComparison(comparison, shared, { colour: useColour(process.stdout), columns: columns() }));
  process.exitCode = exitCodeOfVerdict(comparison.verdict);
}

function columns(): number {
  return process.stdout.isTTY ? Math.min(process.stdout.columns, WIDEST) : WIDEST;
}
