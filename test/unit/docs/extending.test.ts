import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { analyse } from '../../../src/analysis/analyse.ts';
import { judgeAll } from '../../../src/checks/judge-all.ts';
import { readExpectation } from '../../../src/checks/read-expectation.ts';
import { readConfig } from '../../../src/suite/read-config.ts';
import { registries, type Registries } from '../../../src/suite/registries.ts';
import { faultlineHere } from '../cli/faultline-here.ts';
import { HistoryBuilder } from '../support/history-builder.ts';
import { withTemporaryDirectory } from '../support/temporary-directory.ts';
import { root } from './markdown-files.ts';

const example = (name: string) => join(root, 'examples', `extend-${name}`);
const configs = {
  fault: 'faultline.config.ts',
  check: 'faultline.config.mjs',
  probe: 'faultline.config.mjs',
  report: 'faultline.config.mjs',
} as const;
const configOf = (name: keyof typeof configs) => join(example(name), configs[name]);

describe('examples of extensions', () => {
  for (const name of Object.keys(configs) as (keyof typeof configs)[]) {
    it(`${name}: its scenario is valid with its configuration, and can be planned`, async () => {
      const scenario = join(example(name), 'scenario.yaml');
      const validated = await faultlineHere(['validate', scenario, '--config', configOf(name)]);
      expect(validated.code, validated.stdout).to.equal(0);
      const planned = await faultlineHere(['plan', `--config=${configOf(name)}`, scenario]);
      expect(planned.code, planned.stderr).to.equal(0);
    });

    it(`${name}: is a project of its own`, async () => {
      expect(await readdir(example(name))).to.include.members(['README.md', 'package.json', 'scenario.yaml', configs[name]]);
      const text = await readFile(join(example(name), 'package.json'), 'utf8');
      expect(JSON.parse(text)).to.deep.include({ private: true, type: 'module' }).and.have.nested.property('devDependencies.faultline');
    });
  }

  for (const [name, word] of [
    ['fault', 'hang'],
    ['check', 'error-budget'],
    ['probe', 'redis-ping'],
  ] as const) {
    it(`${word} is not known without its configuration, and its options are checked with it`, async () => {
      const without = await faultlineHere(['validate', join(example(name), 'scenario.yaml')]);
      expect(without.code).to.equal(2);
      expect(without.stdout).to.contain(word);
      await withTemporaryDirectory(async (directory) => {
        const text = await readFile(join(example(name), 'scenario.yaml'), 'utf8');
        const path = join(directory, 'wrong.yaml');
        await writeFile(
          path,
          text
            .replace(`${word}: { of: `, `${word}: { procesess: all, of: `)
            .replace(`probe: ${word}`, `probe: { ${word}: { procesess: all } }`),
        );
        const { code, stdout } = await faultlineHere(['validate', path, '--config', configOf(name)]);
        expect(code).to.equal(2);
        expect(stdout)
          .to.match(/wrong\.yaml:\d+:\d+/)
          .and.contain('procesess');
      });
    });

    it(`${word} is in the JSON Schema`, async () => {
      const { code, stdout } = await faultlineHere(['schema', '--config', configOf(name)]);
      expect(code).to.equal(0);
      expect(stdout).to.contain(`"${word}"`);
      expect((await faultlineHere(['schema'])).stdout).to.not.contain(`"${word}"`);
    });
  }

  it('hang is a command of attack, with its options', async () => {
    const { code, stdout } = await faultlineHere(['attack', 'hang', '--help', '--config', configOf('fault')]);
    expect(code).to.equal(0);
    expect(stdout).to.contain('--processes').and.contain('--duration').and.contain('Suspends the processes');
  });

  it('error-budget tells what was used of the budget, both ways', async () => {
    const { checks } = await readConfig(configOf('check'), registries);
    const history = new HistoryBuilder()
      .subject()
      .load((dueMs) => (dueMs >= 2000 && dueMs < 3000 ? { class: 'refused' } : undefined))
      .ended();
    const judged = (is: string) =>
      judgeAll([readExpectation(`error-budget: { of: users, objective: 99%, is: '${is}' }`, checks)], analyse(history.events), checks)[0];
    expect(judged('<= 1%')).to.include({ verdict: 'passed', of: 'users' });
    expect(judged('== 0%')).to.include({ verdict: 'failed' });
    expect(judged('== 0%')?.message).to.contain('of the error budget, and == 0% was expected.');
    const [unknown] = judgeAll(
      [readExpectation("error-budget: { of: nobody, objective: 99%, is: '<= 1%' }", checks)],
      analyse(history.events),
      checks,
    );
    expect(unknown).to.include({ verdict: 'inconclusive' });
  });

  it('judges and reports stored runs by a configuration', () =>
    withTemporaryDirectory(async (directory) => {
      const history = new HistoryBuilder()
        .subject()
        .load(() => undefined)
        .ended();
      await mkdir(join(directory, 'run'));
      await writeFile(join(directory, 'run/history.ndjson'), history.events.map((event) => `${JSON.stringify(event)}\n`).join(''));
      const budget = "error-budget: { of: users, objective: 99%, is: '<= 1%' }";
      const { stdout } = await faultlineHere(['check', directory, '--expect', budget, '--config', configOf('check')]);
      expect(stdout).to.contain('error-budget');
      expect((await faultlineHere(['check', directory, '--expect', budget])).stderr).to.contain('there is no check error-budget');
      const { stderr } = await faultlineHere(['report', directory, '--format', 'chat', '--config', configOf('report')]);
      expect(stderr).to.equal('');
      expect(JSON.parse(await readFile(join(directory, 'run/chat.json'), 'utf8')))
        .to.have.property('text')
        .that.matches(/^:\w+: /);
    }));
});

describe('--config', () => {
  it('that cannot be used ends with 2, for the commands that read it and no others', async () => {
    const { code, stderr } = await faultlineHere(['plan', 'x.yaml', '--config', '/nowhere/faultline.config.mjs']);
    expect(code).to.equal(2);
    expect(stderr).to.contain('/nowhere/faultline.config.mjs cannot be used').and.contain('fix: ').and.not.contain('    at ');
    expect((await faultlineHere(['cleanup', '--help', '--config', '/nowhere/faultline.config.mjs'])).code).to.equal(0);
  });
});

describe('docs/extending.md', () => {
  it('has code that a configuration can hold', async () => {
    const page = await readFile(join(root, 'docs/extending.md'), 'utf8');
    const blocks = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
    const whole = blocks.find((code) => code.startsWith('import'));
    const defined = blocks
      .filter((code) => code.startsWith('const '))
      .map((code) => [/^const (\w+) = define(\w+)/.exec(code), code] as const);
    expect(whole).to.contain('export default defineConfig(');
    expect(defined).to.have.lengthOf(3);
    for (const [match, code] of defined) {
      const [, name = '', kind = ''] = match ?? [];
      await withTemporaryDirectory(async (directory) => {
        const path = join(directory, 'faultline.config.ts');
        const library = join(root, 'src/extend.ts');
        const node = "import { once } from 'node:events';\nimport { connect } from 'node:net';\n";
        const words = `${node}import { defineConfig, define${kind}, liveTarget, z } from '${library}';\nvoid [liveTarget, once, connect];\n`;
        await writeFile(path, `${words}${code}\nexport default defineConfig({ ${kind.toLowerCase()}s: [${name}] });\n`);
        const config = await readConfig(path);
        const count = ({ faults, triggers, probes }: Registries) => faults.length + triggers.length + probes.length;
        expect(count(config)).to.equal(count(registries) + 1);
      });
    }
  });
});
