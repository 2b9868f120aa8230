import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { expect } from 'chai';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { entries, manifest, ROOT } from './support/manifest.ts';
import { onNode, nodeBinary } from './support/other-node.ts';
import { UserProject } from './support/user-project.ts';

const SCENARIO = 'name: A pause\ncontainers: { web: { image: "faultline/webserver:v1" } }\ntimeline: [{ at: 0s, pause: web }]\n';
const peers = Object.keys(manifest.peerDependencies);

describe('the packed tarball', function () {
  this.timeout(300_000);
  let project: UserProject;

  before(async () => {
    project = await UserProject.install();
    await project.write('pause.yaml', SCENARIO);
    await project.write('broken.yaml', SCENARIO.replace('pause: web', 'pauze: web'));
  });

  after(async () => project.remove());

  it('holds what is built, the schemas and the files of the sample images, and nothing else', () => {
    const allowed =
      /^(dist\/.*\.(js|d\.ts|css)|schema\/[a-z]+\.schema\.json|scenarios\/images\/[^.]*\/[^/]+|package\.json|(README|CHANGELOG|SECURITY)\.md|LICENSE)$/;
    expect(project.files.filter((file) => !allowed.test(file))).to.deep.equal([]);
    expect(project.files).to.include.members(['dist/cli/main.js', 'dist/index.d.ts', 'schema/scenario.schema.json', 'LICENSE']);
    expect(project.files.filter((file) => file.startsWith('scenarios/images/webserver/'))).not.to.be.empty;
    expect(project.files.filter((file) => /(^|\/)test(s)?\/|\.test\.|tsbuildinfo/.test(file))).to.deep.equal([]);
  });

  it('brings no package that only tests need', async () => {
    const packages = await project.packages();
    expect(packages).to.include.members([manifest.name, ...Object.keys(manifest.dependencies)]);
    for (const name of [...peers, 'typescript', 'esbuild', 'tsx']) expect(packages).not.to.include(name);
  });

  it('is in order, says publint', async () => {
    const { buffer, byteOffset, byteLength } = await readFile(project.tarball);
    const { messages, pkg } = await publint({ pack: { tarball: buffer.slice(byteOffset, byteOffset + byteLength) }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).to.deep.equal([]);
  });

  it('has types that are not wrong, says arethetypeswrong', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(await readFile(project.tarball)), {
      entrypoints: entries.map(({ name }) => name.replace(manifest.name, '.')),
    });
    if (analysis.types === false) expect.fail('there are no types');
    // An ES module that `require` can load from Node.js 20.19 on; TypeScript says so of `node16`, which knows only older ones.
    const known = new Set(['CJSResolvesToESM', 'NoResolution']);
    const problems = analysis.problems.filter(
      (problem) =>
        !known.has(problem.kind) ||
        ('resolutionKind' in problem && problem.resolutionKind !== 'node16-cjs' && problem.resolutionKind !== 'node10'),
    );
    expect(problems).to.deep.equal([]);
  });

  it('can be imported without the peers', async () => {
    const { code, stderr } = await project.run(process.execPath, ['--input-type=module', '--eval', `await import('${manifest.name}')`]);
    expect(code, stderr).to.equal(0);
  });

  describe('with the peers', () => {
    before(async () => project.link([...peers, '@types/chai', '@types/mocha', '@types/node']));

    for (const moduleResolution of ['node16', 'bundler'] as const) {
      it(`compiles strictly with moduleResolution ${moduleResolution}, and checks its own types`, async () => {
        const imports = entries.map(({ name }, index) => `import * as entry${index} from '${name}';\nexport { entry${index} };`);
        const use = `import { defineScenario, openSession } from '${manifest.name}';
import { defineProbe, z } from '${manifest.name}/extend';
declare global {
  namespace Faultline {
    interface Faults { hang: { readonly processes?: 'first' | 'all' } }
    interface Checks { 'error-budget': { readonly of: string; readonly is: string } }
  }
}
const schema = z.strictObject({ word: z.string() });
const named = { name: 'ping', summary: 'Pings.', schema };
export const probe = defineProbe({
  ...named,
  open: async ({ address, port }, { word }) => ({ probe: async () => ({ version: address + String(port) + word }), close: () => undefined }),
});
// @ts-expect-error there is no such option
export const otherOption = defineProbe({ ...named, open: async (_, { text }) => ({ probe: async () => undefined, close: () => undefined }) });
// @ts-expect-error there is no such way to fail
export const otherWay = defineProbe({ ...named, open: async () => ({ probe: async () => ({ failed: 'unsent' }), close: () => undefined }) });
export const scenario = defineScenario({ name: 'A pause', containers: { web: { image: 'x' } }, timeline: [{ at: '0s', pause: 'web' }] });
// @ts-expect-error there is no such fault
export const wrong = defineScenario({ name: 'A pause', containers: { web: { image: 'x' } }, timeline: [{ at: '0s', pauze: 'web' }] });
export async function session(): Promise<void> {
  await using open = await openSession({ name: 'typed' });
  await open.hang('web', { processes: 'all', for: '2s' });
  await open.inject('hang', { of: 'web' });
  // @ts-expect-error first or all
  await open.hang('web', { processes: 'some' });
  await open.check({ 'error-budget': { of: 'users', is: '<= 1%' } });
  // @ts-expect-error there is no such option
  await open.check({ 'error-budget': { of: 'users', is: '<= 1%', per: 1 } });
  open.abortWhen(['availability of users < 80% for 5s']);
}`;
        await project.write('use.ts', [...imports, use].join('\n'));
        const module = moduleResolution === 'node16' ? 'node16' : 'esnext';
        const compilerOptions = {
          module,
          moduleResolution,
          target: 'es2022',
          lib: ['es2023', 'esnext.disposable'],
          strict: true,
          noEmit: true,
          skipLibCheck: false,
          types: ['node'],
        };
        await project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['use.ts'] }));
        const { code, stdout } = await project.run(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc')]);
        expect(stdout).to.equal('');
        expect(code).to.equal(0);
      });
    }

    for (const major of [process.versions.node, ...onNode]) {
      describe(`on Node.js ${major}`, () => {
        let node = process.execPath;
        before(async () => {
          if (major !== process.versions.node) node = await nodeBinary(major);
        });
        const faultline = async (...args: string[]) => project.run(node, [project.at('node_modules/.bin/faultline'), ...args]);

        it('runs the command line', async () => {
          expect(await faultline('--version')).to.deep.include({ code: 0, stdout: `${manifest.version}\n` });
          expect((await faultline('validate', 'pause.yaml')).code).to.equal(0);
          const broken = await faultline('validate', 'broken.yaml');
          expect(broken.code).to.equal(2);
          expect(broken.stdout + broken.stderr).to.include('pause');
          const schema = await faultline('schema');
          expect(JSON.parse(schema.stdout)).to.deep.equal(
            JSON.parse(await readFile(path.join(ROOT, 'schema/scenario.schema.json'), 'utf8')),
          );
        });

        it('imports everything that can be imported', async () => {
          const names = JSON.stringify(entries.map(({ name }) => name));
          const script = `for (const name of ${names}) if (Object.keys(await import(name)).length === 0) throw new Error(name);
console.log(process.versions.node, import.meta.resolve('${manifest.name}/schema/scenario.schema.json'));`;
          const { code, stdout, stderr } = await project.run(node, ['--input-type=module', '--eval', script]);
          expect(stderr).to.equal('');
          expect(code).to.equal(0);
          expect(stdout).to.match(new RegExp(`^${major.split('.')[0] ?? ''}\\.`));
        });

        it('measures a server', async () => {
          await project.write('measure.mjs', MEASURE);
          const { code, stdout, stderr } = await project.run(node, ['measure.mjs', project.at('node_modules/.bin/faultline')]);
          expect(code, stdout + stderr).to.equal(0);
          expect(JSON.parse(stdout)).to.have.property('verdict', 'passed');
        });
      });
    }
  });
});

/** Starts a server and measures it with the command line, in a process beside it. */
const MEASURE = `import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
const server = createServer((_, response) => response.end('ok')).listen(0, '127.0.0.1', () => {
  const url = 'http://127.0.0.1:' + server.address().port + '/';
  const args = [process.argv[2], 'measure', url, '--rate', '20/s', '--for', '1s', '--timeout', '10s', '--expect', 'availability >= 1%', '--json'];
  spawn(process.execPath, args, { stdio: 'inherit' }).once('close', (code) => {
    process.exitCode = code;
    server.close();
    server.closeAllConnections();
  });
});
`;
