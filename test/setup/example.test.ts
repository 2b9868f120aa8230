import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import { Checkout } from './checkout.ts';

/** Stands for the command line: writes down how it was called. */
const PROGRAM = `
const args = process.argv.slice(2);
require('node:fs').appendFileSync('calls', args.join(' ') + '\\n');
if (args[1] === 'status') console.log(JSON.stringify({ engines: [] }));
`;
const MANIFEST = {
  name: 'small-example',
  description: 'A small example.',
  scripts: {
    test: `node -e "fs.writeFileSync('engine', process.env.FAULTLINE_ENGINE + fs.existsSync('node_modules/small'))"`,
    fails: 'exit 7',
  },
  dependencies: { small: 'file:../..' },
};

describe('example', () => {
  let checkout: Checkout;
  const { FAULTLINE_ENGINE: _chosen, ...env } = process.env;
  const noEngine = { ...env, DOCKER_HOST: 'unix:///nothing/here' };

  beforeEach(async () => {
    checkout = await Checkout.make();
    for (const folder of ['dist/cli', 'examples/small']) await mkdir(checkout.at(folder), { recursive: true });
    await writeFile(checkout.at('dist/cli/main.js'), PROGRAM);
    await writeFile(checkout.at('examples/small/package.json'), JSON.stringify(MANIFEST));
  });

  afterEach(async () => checkout.remove());

  const example = async (args: readonly string[], environment: NodeJS.ProcessEnv) =>
    checkout.node('scripts/example.mjs', args, environment);

  it('is installed and run, on a private engine where none answers', async () => {
    const { code, output } = await example(['small'], noEngine);
    expect(code, output).to.equal(0);
    expect(await readFile(checkout.at('examples/small/engine'), 'utf8')).to.match(/^private:example-\d+true$/);
    const [status, up, down] = (await readFile(checkout.at('calls'), 'utf8')).split('\n');
    expect(status).to.equal('engine status --json');
    expect(up).to.match(/^engine up --name example-\d+$/);
    expect(down).to.equal(up?.replace('up', 'down'));
  });

  it('is run on the engine that was chosen, any script of it, whose exit code it has', async () => {
    expect((await example(['small'], { ...env, FAULTLINE_ENGINE: 'tcp://mine' })).code).to.equal(0);
    expect(await readFile(checkout.at('examples/small/engine'), 'utf8')).to.equal('tcp://minetrue');
    expect((await example(['small', 'fails'], { ...env, FAULTLINE_ENGINE: 'tcp://mine' })).code).to.equal(7);
  });

  it('says which there are, when there is none of that name', async () => {
    for (const [args, problem] of [
      [['large'], 'There is no example large.'],
      [['small', 'start'], 'There is no script start in small.'],
      [[], ''],
    ] as const) {
      const { code, output } = await example(args, env);
      expect(code).to.equal(2);
      expect(output)
        .to.include(problem)
        .and.to.match(/Usage: npm run example NAME[^]*small {2}A small example\.\n +test, fails/);
    }
  });
});
