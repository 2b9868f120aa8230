import { spawnSync } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { requireFree, save } from '../../../src/cli/attack/save-scenario.ts';
import { linkLatest } from '../../../src/suite/latest-link.ts';
import { killHistory } from '../report/support/sample-run.ts';
import { faultlineHere } from './faultline-here.ts';

const SECRET = 's3cret-of-another-file';

/** Whatever a path is, faultline reads and writes where it is told to, nowhere else, and says in words what is wrong. */
describe('hostile paths', () => {
  let folder: string;
  let victim: string;
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'faultline-test-')));
    victim = join(folder, 'victim');
    await writeFile(victim, SECRET);
    spawnSync('mkfifo', [join(folder, 'pipe')]);
  });
  afterEach(async () => rm(folder, { recursive: true }));

  const at = (name: string) => join(folder, name);

  /** Runs faultline, which has to end with 2 and words that are safe to print; returns these. */
  async function refusal(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await faultlineHere(args);
    expect(code, stderr).to.equal(2);
    const said = `${stdout}${stderr}`;
    expect(said).to.not.contain('    at ').and.not.contain(SECRET);
    expect(said.replaceAll('\n', '')).to.not.match(/[\p{Cc}\u202a-\u202e]/u);
    return said;
  }

  async function scenario(line: string, load = ''): Promise<string> {
    const web = `  web: { image: x, ports: [8443]${line === '' ? '' : `, ${line}`} }`;
    await writeFile(at('s.yaml'), `name: x\ncontainers:\n${web}\n${load}`);
    return at('s.yaml');
  }

  const noPaths = {
    NUL: '"a\\0b"',
    'a new line': '"a\\nb"',
    'escape codes': '"\\e[2J\\e]0;owned\\a"',
    'no end': `"${'../'.repeat(2000)}"`,
  };
  for (const [what, path] of Object.entries(noPaths)) {
    it(`of a scenario with ${what} are refused with their place`, async () => {
      expect(await refusal('validate', await scenario(`build: ${path}`))).to.match(/s\.yaml:3:\d+ {2}/);
      expect(await refusal('validate', await scenario(`build: { context: ${path} }`))).to.match(/s\.yaml:3:\d+ {2}/);
      expect(await refusal('validate', await scenario(`build: { context: ., dockerfile: ${path} }`))).to.match(/s\.yaml:3:\d+ {2}/);
      const load = `load:\n  users: { url: 'https://web:8443/', rate: 1/s, tls: { ca: ${path} } }\n`;
      expect(await refusal('validate', await scenario('', load))).to.match(/s\.yaml:5:\d+ {2}/);
    });
  }

  for (const [ca, why] of [
    ['/dev/zero', 'is no file'],
    ['pipe', 'is no file'],
    ['.', 'is no file'],
    ['link', 'holds no certificate'],
    ['../../../../../nowhere.pem', 'does not exist'],
  ] as const) {
    it(`ca: ${ca} is refused at once, and tells nothing of what it leads to`, async () => {
      await symlink(victim, at('link'));
      const load = `load:\n  users: { url: 'https://web:8443/', rate: 1/s, tls: { ca: ${ca} } }\n`;
      expect(await refusal('validate', await scenario('', load))).to.contain(why);
    });
  }

  for (const command of ['report', 'check', 'compare'] as const) {
    it(`${command}: what is no file is not read`, async () => {
      for (const path of ['/dev/zero', at('pipe')]) {
        const said = await refusal(command, path, ...(command === 'compare' ? [path] : []));
        expect(said).to.contain('is no file');
      }
      await refusal(command, at('\u001b[2J'), ...(command === 'compare' ? [at('x')] : []));
    });
  }

  it('report: the files of a run are beside its history, whatever the run calls itself', async () => {
    const run = at('run');
    await mkdir(run);
    const lines = killHistory().events.map((event) => JSON.stringify(event).replace(/"id":"[^"]*","seed"/, '"id":"../../evil","seed"'));
    await writeFile(join(run, 'history.ndjson'), lines.map((line) => `${line}\n`).join(''));
    await symlink(victim, join(run, 'summary.md'));
    const before = await readdir(folder);
    await faultlineHere(['report', run]);
    expect(await readFile(join(run, 'result.json'), 'utf8')).to.contain('../../evil');
    expect(await readdir(folder)).to.deep.equal(before);
    expect((await readdir(run)).toSorted()).to.deep.equal(['history.ndjson', 'junit.xml', 'report.html', 'result.json', 'summary.md']);
    expect(await readFile(victim, 'utf8')).to.equal(SECRET);
  });

  it('report --out: a link is replaced and not followed, and what cannot be written is said', async () => {
    await mkdir(at('run'));
    const lines = killHistory().events.map((event) => `${JSON.stringify(event)}\n`);
    await writeFile(at('run/history.ndjson'), lines.join(''));
    await symlink(victim, at('all.html'));
    await faultlineHere(['report', at('run'), '--suite', '--out', at('all.html')]);
    expect((await lstat(at('all.html'))).isFile()).to.equal(true);
    expect(await readFile(victim, 'utf8')).to.equal(SECRET);
    await mkdir(at('folder.html'));
    for (const out of [at('folder.html'), join(victim, 'x.html'), at(`${'long'.repeat(100)}.html`), join(victim, '\u001b[2J.html')])
      await refusal('report', at('run'), '--suite', '--out', out);
  });

  it('init: a link in the way is somebody’s own; with --force it is replaced and not followed', async () => {
    const compose = at('compose.yaml');
    await writeFile(compose, 'services:\n  ../../web: { image: x }\n');
    const out = at('out');
    await mkdir(out);
    await symlink(at('nowhere'), join(out, 'web-kill.yaml'));
    expect(await refusal('init', '--compose', compose, '--out', out)).to.contain('--force');
    expect(await readdir(out)).to.deep.equal(['web-kill.yaml']);
    expect((await faultlineHere(['init', '--compose', compose, '--out', out, '--force'])).code).to.equal(0);
    expect((await readdir(folder)).toSorted()).to.deep.equal(['compose.yaml', 'out', 'pipe', 'victim']);
    expect((await lstat(join(out, 'web-kill.yaml'))).isFile()).to.equal(true);
    await refusal('init', '--out', victim);
  });

  it('attack --save: what is there is not overwritten unasked, a link is not followed, a directory is none', async () => {
    await symlink(victim, at('saved.yaml'));
    for (const path of [at('saved.yaml'), victim, folder])
      expect(await requireFree({ save: path, force: false }).catch((error: unknown) => error)).to.include({ code: 'ERR_OUTPUT' });
    expect(await requireFree({ save: folder, force: true }).catch((error: unknown) => error)).to.include({ code: 'ERR_OUTPUT' });
    await save({ save: at('saved.yaml'), force: true }, 'name: x\n');
    expect(await readFile(at('saved.yaml'), 'utf8')).to.equal('name: x\n');
    expect(await readFile(victim, 'utf8')).to.equal(SECRET);
  });

  it('--out: what is called latest there and is no link stays', async () => {
    await writeFile(at('latest'), SECRET);
    await linkLatest(at('run'));
    expect(await readFile(at('latest'), 'utf8')).to.equal(SECRET);
    await rm(at('latest'));
    await symlink('before', at('latest'));
    await linkLatest(at('run'));
    expect((await lstat(at('latest'))).isSymbolicLink()).to.equal(true);
    expect((await readdir(folder)).toSorted()).to.deep.equal(['latest', 'pipe', 'victim']);
  });

  it('--config: what is none is said', async () => {
    const file = await scenario('');
    await mkdir(at('folder.ts'));
    for (const path of [at('nosuch.ts'), at('folder.ts'), at('\u001b[2J.ts')]) await refusal('validate', file, '--config', path);
  });
});
