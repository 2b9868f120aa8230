import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import fc from 'fast-check';
import { repeatCommand } from '../../../src/report/repeat-command.ts';
import { shellQuote } from '../../../src/report/shell-quote.ts';
import { killRun } from './support/sample-run.ts';

describe('shellQuote', () => {
  it('quotes only what needs it', () => {
    expect(shellQuote('scenarios/web.yaml')).to.equal('scenarios/web.yaml');
    expect(shellQuote('my web.yaml')).to.equal("'my web.yaml'");
    expect(shellQuote('')).to.equal("''");
    expect(shellQuote('$(rm x)`"')).to.equal("'$(rm x)`\"'");
  });

  it('never puts a control character into a terminal', () => {
    expect(shellQuote('a\u001b[2J\nb')).to.equal(String.raw`$'a\x1b[2J\x0ab'`);
  });

  it('is read back by bash as the same word', () => {
    // A NUL cannot be part of an argument.
    const ascii = fc.sample(fc.string({ unit: 'binary-ascii' }), { seed: 1, numRuns: 200 }).map((word) => word.replaceAll('\0', ''));
    const words = [...ascii, '', 'Grüße 世界', "it's", 'a\u202e\u200bb', '\u2028\u0085\u{1f642}', '-n', '~', '*'];
    const script = words.map((word) => `printf '%s\\0' ${shellQuote(word)}`).join('\n');
    const read = execFileSync('bash', ['-c', script], { encoding: 'utf8' });
    expect(read.split('\0').slice(0, -1)).to.deep.equal(words);
  });
});

describe('repeatCommand', () => {
  const { result } = killRun();

  it('names the file and the seed', () => {
    expect(repeatCommand(result)).to.equal('faultline run scenarios/web.yaml --seed 42');
  });

  it('does not let a file or a seed become an option', () => {
    const odd = { run: { ...result.run, seed: '-1' }, scenario: { ...result.scenario, file: '--engine=x.yaml' } };
    expect(repeatCommand(odd)).to.equal('faultline run ./--engine=x.yaml --seed=-1');
  });
});
