import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { faultlineMain } from '../support/built.ts';
import { z } from 'zod';
import { engineForTests } from '../support/engine-for-tests.ts';

const root = join(import.meta.dirname, '../..');
const suite = z.object({
  verdict: z.string(),
  runs: z.array(z.object({ verdict: z.string(), scenario: z.object({ file: z.string() }) })),
});

describe('faultline run, with a scenario that passes and one that is meant to fail', function () {
  this.timeout(120_000);
  let out: string;

  before(async () => {
    // Whatever engine the tests use is up by now, and its images are there.
    await engineForTests();
    out = await mkdtemp(join(tmpdir(), 'faultline-command-line-'));
  });
  after(async () => rm(out, { recursive: true, force: true }));

  it('exits with 1, and its one JSON document has both verdicts', async () => {
    const files = ['scenarios/exit-codes/000-success.yaml', 'scenarios/meant-to-fail/exit.yaml'];
    const { code, stdout } = await faultline(['run', ...files, '--jobs', '2', '--json', '--quiet', '--out', out]);
    const { verdict, runs } = suite.parse(JSON.parse(stdout));
    expect(verdict).to.equal('failed');
    expect(runs.map((run) => [run.scenario.file, run.verdict])).to.deep.equal([
      [files[0], 'passed'],
      [files[1], 'failed'],
    ]);
    expect(code).to.equal(1);
    expect(await readdir(join(out, 'latest'))).to.include.members([
      'history.ndjson',
      'report.html',
      'result.json',
      'junit.xml',
      'summary.md',
    ]);
  });
});

async function faultline(args: readonly string[]): Promise<{ code: unknown; stdout: string }> {
  const child = spawn(process.execPath, [...faultlineMain, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close') as Promise<unknown[]>;
  const stdout = await text(child.stdout);
  const [code] = await ended;
  return { code, stdout };
}
