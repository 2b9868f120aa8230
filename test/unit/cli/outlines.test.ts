import { expect } from 'chai';
import { Command } from 'commander';
import { configured } from '../../../src/cli/config-option.ts';
import { outlines } from '../../../src/cli/outlines.ts';
import { faultlineHere } from './faultline-here.ts';

describe('the list of commands', () => {
  for (const { usage, equip } of outlines) {
    const [name = ''] = usage.split(' ');

    it(`shows ${name} as its options and arguments are`, async () => {
      const command = new Command(name);
      await equip(command, configured(undefined));
      expect(command.createHelp().subcommandTerm(command)).to.equal(usage);
    });

    it(`leads to the same help of ${name} on both ways`, async () => {
      const { code, stdout } = await faultlineHere([name, '--help']);
      expect(code).to.equal(0);
      expect(stdout).to.contain('Examples:');
      expect((await faultlineHere(['help', name])).stdout).to.equal(stdout);
    });
  }

  it('is what an unknown name after help leads to', async () => {
    const { code, stdout, stderr } = await faultlineHere(['help', 'rum']);
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(stderr).to.contain('measure [options] <url> [program...]');
  });

  for (const [args, hint] of [
    [['--bogus'], '(faultline --help shows'],
    [['plan'], '(faultline plan --help shows'],
    [['attack', 'signal', 'web'], '(faultline attack signal --help shows'],
    [['engine', 'up', '--bogus'], '(faultline engine up --help shows'],
  ] as const) {
    it(`says where the help is after: ${args.join(' ')}`, async () => {
      const { code, stderr } = await faultlineHere(args);
      expect(code).to.equal(2);
      expect(stderr).to.contain(hint);
    });
  }

  it('ends with 0 when it was asked for', async () => {
    for (const args of [['help'], ['--help']]) {
      const { code, stdout } = await faultlineHere(args);
      expect(code).to.equal(0);
      expect(stdout).to.match(/^ {2}help \[command\] {2,}show what a command does, with examples$/m);
    }
  });
});
