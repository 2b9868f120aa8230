import { InvalidArgumentError, Option } from 'commander';
import { github } from '../report/github.ts';
import { defaultReporters, isUsual } from '../report/registry.ts';
import type { Reporter } from '../report/reporter.ts';

/** Stands for all that are written when nobody names any. */
const usual = 'default';

const namesOf = (list: readonly Reporter[]) => list.map(({ name }) => name).join(',');

/** Returns the option `--format`, which names the files to write. */
export function formatOption(reporters: readonly Reporter[]): Option {
  const usually = namesOf(reporters.filter(isUsual));
  return new Option('--format <names>', `which files to write: ${namesOf(reporters)}; ${usual} is ${usually}`).argParser((text: string) =>
    parseFormats(text, reporters),
  );
}

/** Returns a table of the formats, for help texts. */
export const formatsHelp = (reporters: readonly Reporter[]): string => `Formats:
${reporters.map(({ name, fileName, summary }) => `  ${name.padEnd(12)}${fileName.padEnd(17)}${summary}`).join('\n')}`;

/** Returns the formats to write: those that were named, else the usual ones; within GitHub Actions also its annotations. */
export function formatsInUse(
  named: readonly Reporter[] | undefined,
  { reporters = defaultReporters, env = process.env }: { readonly reporters?: readonly Reporter[]; readonly env?: NodeJS.ProcessEnv } = {},
): readonly Reporter[] {
  const formats = named ?? reporters.filter(isUsual);
  return env['GITHUB_ACTIONS'] === 'true' && !formats.includes(github) ? [...formats, github] : formats;
}

function parseFormats(text: string, reporters: readonly Reporter[]): readonly Reporter[] {
  const named = text.split(',').flatMap((part) => {
    const name = part.trim();
    if (name === usual) return reporters.filter(isUsual);
    const reporter = reporters.find((candidate) => candidate.name === name);
    if (reporter === undefined) {
      const known = [...reporters.map((candidate) => candidate.name), usual].join(', ');
      throw new InvalidArgumentError(`Known formats are ${known}.`);
    }
    return [reporter];
  });
  return [...new Set(named)];
}
