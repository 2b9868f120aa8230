import type { Command } from 'commander';
import { FaultlineError } from '../errors/faultline-error.ts';
import { formatProblem } from '../scenario/problem/format-problem.ts';
import type { Problem } from '../scenario/problem/problem.ts';
import { readScenarioFile } from '../scenario/read-scenario.ts';
import { exitCodes } from '../suite/exit-code.ts';
import { findScenarioFiles } from '../suite/find-scenario-files.ts';
import type { KnownDefinitions } from '../suite/known-definitions.ts';
import { jsonText } from '../report/json-text.ts';

interface Checked {
  readonly file: string;
  readonly valid: boolean;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

const EXAMPLES = `
Examples:
  faultline validate my.yaml            every problem of the file, with its place and its fix
  faultline validate scenarios/         every scenario file below the folder
  faultline validate scenarios/ --json  for editors and CI

Exit code: 0 when every file is valid, 2 when one is not.`;

/** Gives `faultline validate` its options and what it does. */
export function equipValidate(command: Command, definitions: KnownDefinitions): void {
  command
    .argument('<path...>', 'scenario files, or folders of them')
    .option('--json', 'print a JSON document', false)
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], { json }: { readonly json: boolean }) => {
      const checked: Checked[] = [];
      for (const file of await findScenarioFiles(paths)) checked.push(await check(file, definitions));
      console.log(json ? toJson(checked) : render(checked));
      if (checked.some(({ valid }) => !valid)) process.exitCode = exitCodes.usage;
    });
}

async function check(file: string, definitions: KnownDefinitions): Promise<Checked> {
  try {
    const { problems, warnings } = await readScenarioFile(file, definitions);
    return { file, valid: problems.length === 0, problems, warnings };
  } catch (error) {
    // One file that cannot be read must not hide the problems of the others.
    if (!(error instanceof FaultlineError)) throw error;
    const problem: Problem = { file, line: 0, column: 0, message: error.message, excerpt: '', width: 0 };
    return { file, valid: false, problems: [problem], warnings: [] };
  }
}

function toJson(checked: readonly Checked[]): string {
  return jsonText({ schema: 1, valid: checked.every(({ valid }) => valid), files: checked });
}

function render(checked: readonly Checked[]): string {
  const texts = checked.flatMap(({ problems, warnings }) => [
    ...problems.map(formatProblem),
    ...warnings.map((warning) => formatProblem({ ...warning, message: `warning: ${warning.message}` })),
  ]);
  return [...texts, summary(checked)].join('\n\n');
}

function summary(checked: readonly Checked[]): string {
  const problems = checked.flatMap((file) => file.problems).length;
  const warnings = checked.flatMap((file) => file.warnings).length;
  const invalid = checked.filter(({ valid }) => !valid).length;
  const warned = warnings === 0 ? '' : `, ${count(warnings, 'warning')}`;
  if (invalid === 0) return `${count(checked.length, 'file')}, all valid${warned}`;
  return `${count(checked.length, 'file')}, ${invalid} not valid: ${count(problems, 'problem')}${warned}`;
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
