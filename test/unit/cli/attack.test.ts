import { expect } from 'chai';
import { Command } from 'commander';
import { equipAttack } from '../../../src/cli/attack/attack.ts';
import { splitWords } from '../../../src/scenario/split-words.ts';
import { faults } from '../../../src/faults/registry.ts';
import { registries } from '../../../src/suite/registries.ts';
import { faultlineHere } from './faultline-here.ts';

/** Nothing answers there: what gets so far has been understood. */
const NOWHERE = ['--engine', 'unix:///nowhere/docker.sock'];

describe('faultline attack', () => {
  for (const name of [...faults.map((fault) => fault.name), 'random']) {
    it(`${name} has help with examples that are understood`, async () => {
      const { code, stdout } = await faultlineHere(['attack', name, '--help']);
      expect(code).to.equal(0);
      const examples = [...stdout.matchAll(/^ {2}faultline (attack .+)$/gm)].map(([, example = '']) => example);
      expect(examples).to.not.be.empty;
      for (const example of examples) {
        const words = splitWords(example);
        const { code: understood, stderr } = await faultlineHere([...words, ...NOWHERE]);
        expect(understood, `${example}\n${stderr}`).to.equal(3);
      }
    });
  }

  it('has a command for each fault of the registry', () => {
    const attack = new Command('attack');
    equipAttack(attack, registries);
    expect(attack.commands.map((command) => command.name())).to.include.members(faults.map(({ name }) => name));
  });

  for (const [args, told] of [
    [['kil', 'web'], 'Did you mean kill?'],
    [[], 'Which fault?'],
    [['signal', 'web'], "required option '--signal <text>' not specified"],
    [['kill', 'web', '--every', '30s'], 'Add --times 10 or --for 10m.'],
    [['kill', 'web', '--times', '3'], 'Add --every 30s.'],
    [['kill', 'web', '--every', '30'], '`30` has no unit'],
    [['kill', 'web', '--jitter', '80%'], 'write at most `50%`'],
    [['kill', 'web', '--pick', 'some'], 'Write all, one, oldest, newest, random:2, or 50%.'],
    [['stop', 'web', '--grace', '5'], '--grace: `5` has no unit'],
    [['kill', 'web', '--measure', 'localhost:80'], 'Write http://localhost:80.'],
    [['kill', 'web', '--until', 'availability < 95%'], 'Add --measure with the URL'],
    [['kill', 'web', '--until-verdict', 'inconclusive'], "Add a condition, such as --until 'availability < 95%'."],
    [['kill', 'web', '--until-verdict', 'passed'], 'Allowed choices are failed, inconclusive'],
    [['kill', 'web', '--measure', 'ftp://x/'], '--measure: `ftp://x/` is not an http://'],
    [['kill', 'web', '--measure', 'http://x/', '--measure-header', 'x'], "Write it as --measure-header 'name: value'."],
    [['kill', 'web', '--measure', 'http://x/', '--measure-header', 'x y: 1'], '--measure-header: `x y` is not'],
    [['kill', 'web', '--measure', 'http://x/', '--measure-expect-status', '2xy'], '--measure-expect-status: `2xy` is not'],
    [['kill', 'web', '--measure', 'http://x/', '--measure-expect-body', '('], '--measure-expect-body: '],
    [['kill', 'web', '--measure', 'http://x/', '--measure-timeout', '5'], '--measure-timeout: `5` has no unit'],
    [['kill', 'web', '--measure', 'http://x/', '--rate', '5'], '--rate: '],
    [['kill', 'web', '--measure', 'http://u:s3cret@x/'], '--measure: a URL with a name or a password'],
    [['kill', 'web', '--expect', 'uptime == 1'], 'Write one of'],
    [['--random', 'web'], 'Add --for 10m or --times 20.'],
    [['random', 'web', '--times', '1', '--faults', 'kil'], 'Did you mean kill?'],
    [['random', 'web', '--times', '1', '--faults', 'signal'], '`signal` is missing'],
    [['random', 'web', '--times', '1', '--options', '{'], "Write it as 'stop: { grace: 1s }'."],
    [['random', 'web', '--times', '1', '--quiet-hours', 'night'], 'such as 22:00-06:00'],
  ] as const) {
    it(`ends with 2 and the fix for: attack ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await faultlineHere(['attack', ...args, ...(args.length === 0 ? [] : NOWHERE)]);
      expect(code, stderr).to.equal(2);
      expect(stdout).to.equal('');
      expect(stderr).to.contain(told).and.not.contain('    at ').and.not.contain('s3cret');
    });
  }
});
