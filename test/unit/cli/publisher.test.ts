import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { Publisher } from '../../../src/cli/publisher.ts';
import { github } from '../../../src/report/github.ts';
import { markdown } from '../../../src/report/markdown.ts';
import { buildUnstartedRun } from '../../../src/report/suite-result.ts';
import { killRun } from '../report/support/sample-run.ts';
import { withTemporaryDirectory } from '../support/temporary-directory.ts';

const run = { ...killRun(), directory: 'reports/r1' };
const unstarted = buildUnstartedRun({ file: 'bad.yaml' }, { code: 'ERR_SCENARIO_INVALID', message: 'Broken.' });

function publisher(env: NodeJS.ProcessEnv, formats = [github]) {
  const written: string[] = [];
  return { written, publisher: new Publisher({ formats, env, write: (text) => written.push(text) }) };
}

describe('Publisher', () => {
  it('prints annotations and appends the summary of a run', () =>
    withTemporaryDirectory(async (directory) => {
      const path = join(directory, 'summary');
      await writeFile(path, 'before\n');
      const { written, publisher: of } = publisher({ GITHUB_STEP_SUMMARY: path });
      await of.run(run);
      await of.end();
      expect(written.join('')).to.match(/^::error file=scenarios\/web\.yaml,line=30,.*\n::warning .*\n$/);
      expect(await readFile(path, 'utf8')).to.equal(`before\n${markdown.render(run)}\n`);
    }));

  it('puts a table of several before them', () =>
    withTemporaryDirectory(async (directory) => {
      const path = join(directory, 'summary');
      const { written, publisher: of } = publisher({ GITHUB_STEP_SUMMARY: path });
      await of.run(run);
      of.unstarted(unstarted);
      await of.end();
      expect(written.at(-1)).to.equal('::error file=bad.yaml,title=bad.yaml did not run::Broken. [ERR_SCENARIO_INVALID]\n');
      const text = await readFile(path, 'utf8');
      expect(text).to.match(/^```\n✗ failed[^]*FAILED {2}2 runs: 1 failed, 1 inconclusive\n```\n\n# ❌ Web survives a kill/);
    }));

  it('stays below what GitHub shows at most, and says so', () =>
    withTemporaryDirectory(async (directory) => {
      const path = join(directory, 'summary');
      const { publisher: of } = publisher({ GITHUB_STEP_SUMMARY: path });
      for (let n = 0; n < 600; n += 1) await of.run(run);
      await of.end();
      expect((await stat(path)).size).to.be.within(900_000, 1024 * 1024);
      expect(await readFile(path, 'utf8')).to.match(/… and \d+ more, for which a job summary has no room/);
    }));

  it('says nothing without the format, and without a place for a summary only prints', async () => {
    const silent = publisher({ GITHUB_STEP_SUMMARY: '/nowhere/at/all' }, []);
    await silent.publisher.run(run);
    silent.publisher.unstarted(unstarted);
    await silent.publisher.end();
    expect(silent.written).to.deep.equal([]);
    const printing = publisher({});
    await printing.publisher.run(run);
    await printing.publisher.end();
    expect(printing.written).to.have.length(1);
  });

  it('says when a collector was not told, and goes on', async () => {
    const written: string[] = [];
    const otlp = { endpoint: 'http://127.0.0.1:1' };
    const of = new Publisher({ formats: [], otlp, env: {}, write: (text) => written.push(text) });
    await of.run(run);
    expect(written.join('')).to.match(
      /^(faultline: not told to OpenTelemetry: http:\/\/127.0.0.1:1\/v1\/(traces|logs) could not be .*\n){2}$/,
    );
  });

  it('says what went wrong with the summary, and goes on', async () => {
    const { written, publisher: of } = publisher({ GITHUB_STEP_SUMMARY: '/nowhere/at/all' });
    await of.run(run);
    await of.end();
    expect(written.at(-1)).to.match(/^faultline: the job summary could not be written to \/nowhere\/at\/all: .+\n$/);
  });
});
