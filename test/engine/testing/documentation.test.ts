import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { manifest, ROOT } from '../../package/support/manifest.ts';
import { UserProject, type Ended } from '../../package/support/user-project.ts';
import { splitWords } from '../../../src/scenario/split-words.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';

const page = readFileSync(path.join(ROOT, 'docs/testing.md'), 'utf8');
const walk = page.slice(page.indexOf('\n## Five minutes'), page.indexOf('\n## ', page.indexOf('\n## Five minutes') + 1));
const blocks = [...walk.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text }));
const blocksIn = (language: string) => blocks.filter((block) => block.language === language).map(({ text }) => text);

describe('docs/testing.md walks', function () {
  this.timeout(500_000);
  let project: UserProject;

  before(async () => {
    await engineForTests();
    project = await UserProject.empty();
  });
  after(async () => project.remove());

  it('from npm install to a failing resilience test and its fix', async () => {
    const [install = '', run = ''] = blocksIn('sh');
    const [test = ''] = blocksIn('ts');
    const [fix = ''] = blocksIn('diff');
    const [failing = '', passing = ''] = blocksIn('');

    const installed = await command(project, install);
    expect(installed.code, installed.stderr).to.equal(0);
    await project.write('crash.test.ts', test);
    const first = await command(project, run);
    expect(first.code, first.stdout).to.equal(1);
    expectShown(failing, first);

    const text = await readFile(project.at('crash.test.ts'), 'utf8');
    const [before = '', after = ''] = ['-', '+'].map((sign) =>
      fix
        .split('\n')
        .find((line) => line.startsWith(sign))
        ?.slice(1),
    );
    expect(text).to.include(before);
    await project.write('crash.test.ts', text.replace(before, after));
    const second = await command(project, run);
    expect(second.code, second.stdout).to.equal(0);
    expectShown(passing, second);
  });
});

describe('the other examples of docs/testing.md', function () {
  this.timeout(300_000);

  it('are what the compiler takes, strictly', async () => {
    const project = await UserProject.empty();
    try {
      await project.link([
        'faultline',
        'chai',
        'mocha',
        'testcontainers',
        '@types/chai',
        '@types/mocha',
        '@types/node',
        'dockerode',
        '@types/dockerode',
        'undici',
        'ssh2',
      ]);
      const examples = [...page.replace(walk, '').matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
      expect(examples.length).to.be.above(3);
      const tests = examples.map((text, index) => `${importsOf(text)}${asTest(text, index)}`);
      await project.write('examples.ts', `${CONTEXT}${tests.join('')}`);
      const strict = { strict: true, noEmit: true, skipLibCheck: true, target: 'es2022', lib: ['es2023', 'esnext.disposable'] };
      const compilerOptions = { ...strict, module: 'nodenext', types: ['node', 'mocha'] };
      await project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['examples.ts'] }));
      const { stdout } = await project.run(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc')]);
      expect(stdout).to.equal('');
    } finally {
      await project.remove();
    }
  });
});

/** What the examples speak of without making it. */
const CONTEXT = `import { expect } from 'chai';
import { openSession, type ScenarioRun, type Subject } from 'faultline';
import type {} from 'faultline/chai';
import type { TestcontainersSession } from 'faultline/testcontainers';
import { GenericContainer } from 'testcontainers';
declare const run: ScenarioRun;
declare const web: Subject;
declare const service: Subject;
declare const session: TestcontainersSession;
void [openSession, GenericContainer, run, web, service, session];
`;

const importsOf = (text: string) => [...text.matchAll(/^import .*\n/gm)].map(([line]) => line).join('');
/** Only at the top of a module can types be declared for all. */
const asTest = (text: string, index: number) =>
  text.includes('declare global') ? text : `it('${index}', async () => {\n${bodyOf(text)}\n});\n`;
const bodyOf = (text: string) => text.replace(/^import .*\n/gm, '');

/** Runs a line of the page as it stands there, but for what npm would ask its registry: faultline is the packed tarball, and the others those that are tested with. */
async function command(project: UserProject, line: string): Promise<Ended> {
  const [program = '', ...words] = splitWords(line.trim());
  const args = words.map((word) => (word === manifest.name ? project.tarball : packageOf(word)));
  return project.run(program, program === 'npm' ? [...args, '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'] : args);
}

function packageOf(word: string): string {
  const version = manifest.devDependencies[word];
  return version === undefined ? word : `${word}@${version}`;
}

/** Each line that the page shows has been printed; figures differ. */
function expectShown(shown: string, { stdout, stderr }: Ended): void {
  const told = shapesOf(stdout + stderr);
  expect(shapesOf(shown).filter((line) => !told.includes(line))).to.deep.equal([]);
}

function shapesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/\d+(\.\d+)?/g, '#')
        .replace(/\S*\/\S*/g, 'PATH')
        .trim(),
    )
    .filter((line) => line !== '');
}
