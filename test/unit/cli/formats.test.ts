import { expect } from 'chai';
import { Command } from 'commander';
import { formatOption, formatsHelp, formatsInUse } from '../../../src/cli/formats.ts';
import { defaultReporters, reporters } from '../../../src/report/registry.ts';
import type { Reporter } from '../../../src/report/reporter.ts';

function parse(...args: string[]): readonly Reporter[] | undefined {
  const command = new Command()
    .addOption(formatOption(reporters))
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  return command.parse(args, { from: 'user' }).opts<{ format?: readonly Reporter[] }>().format;
}

const names = (list: readonly Reporter[] | undefined) => list?.map(({ name }) => name);

describe('--format', () => {
  it('takes a list, and a word for the usual ones', () => {
    expect(names(parse('--format', 'markdown, github'))).to.deep.equal(['markdown', 'github']);
    expect(names(parse('--format', 'github,default,json'))).to.deep.equal(['github', 'html', 'json', 'junit', 'markdown']);
  });

  it('refuses a name that no report has', () => {
    expect(() => parse('--format', 'pdf')).to.throw(/Known formats are html, json, .*, default\./);
  });

  it('is the usual ones when nobody says, and annotations as well within GitHub Actions', () => {
    expect(names(formatsInUse(parse(), { env: {} }))).to.deep.equal(['html', 'json', 'junit', 'markdown']);
    expect(formatsInUse(undefined, { env: { GITHUB_ACTIONS: 'false' } })).to.deep.equal(defaultReporters);
    expect(names(formatsInUse(parse('--format', 'json'), { env: { GITHUB_ACTIONS: 'true' } }))).to.deep.equal(['json', 'github']);
    expect(names(formatsInUse(parse('--format', 'github'), { env: { GITHUB_ACTIONS: 'true' } }))).to.deep.equal(['github']);
  });

  it('is explained by a table of all of them', () => {
    for (const { name, fileName, summary } of reporters) {
      expect(formatsHelp(reporters)).to.match(new RegExp(`^  ${name} +${fileName.replace('.', '\\.')} +${summary.slice(0, 20)}`, 'm'));
    }
  });
});
