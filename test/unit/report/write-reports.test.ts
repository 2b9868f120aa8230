import { lstat, mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { markdown } from '../../../src/report/markdown.ts';
import { writeReportFile, writeReports } from '../../../src/report/write-reports.ts';
import { withTemporaryDirectory } from '../support/temporary-directory.ts';
import { killRun } from './support/sample-run.ts';

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('writeReports', () => {
  it('writes every report into a directory that it makes, and nothing else', () =>
    withTemporaryDirectory(async (directory) => {
      const run = killRun();
      const dir = join(directory, 'a', 'b');
      const paths = await writeReports(dir, run);
      expect(paths).to.deep.equal(['report.html', 'result.json', 'junit.xml', 'summary.md'].map((name) => join(dir, name)));
      expect((await readdir(dir)).toSorted()).to.deep.equal(['junit.xml', 'report.html', 'result.json', 'summary.md']);
      expect(await readFile(join(dir, 'summary.md'), 'utf8')).to.equal(markdown.render(run));
    }));

  it('writes only the reports that are asked for', () =>
    withTemporaryDirectory(async (directory) => {
      await writeReports(directory, killRun(), [markdown]);
      expect(await readdir(directory)).to.deep.equal(['summary.md']);
    }));

  it('follows no link that stands where a report goes', () =>
    withTemporaryDirectory(async (directory) => {
      const dir = join(directory, 'run');
      await mkdir(dir);
      const victim = join(directory, 'victim');
      await writeFile(victim, 'untouched');
      for (const name of ['summary.md', `summary.md.${process.pid}.tmp`]) await symlink(victim, join(dir, name));
      await writeReports(dir, killRun(), [markdown]);
      expect(await readFile(victim, 'utf8')).to.equal('untouched');
      expect((await lstat(join(dir, 'summary.md'))).isFile()).to.equal(true);
      expect(await readdir(dir)).to.deep.equal(['summary.md']);
    }));

  it('replaces an older report', () =>
    withTemporaryDirectory(async (directory) => {
      await writeFile(join(directory, 'summary.md'), 'old, and much longer '.repeat(1000));
      await writeReports(directory, killRun(), [markdown]);
      expect(await readFile(join(directory, 'summary.md'), 'utf8')).to.match(/^# ❌/);
    }));

  it('says what to do when a file is where a directory should be', () =>
    withTemporaryDirectory(async (directory) => {
      await writeFile(join(directory, 'reports'), '');
      const error = await failureOf(writeReports(join(directory, 'reports', 'r1'), killRun()));
      expect(error).to.be.instanceOf(FaultlineError).and.to.include({ code: 'ERR_OUTPUT' });
      expect(error).to.have.property('hint').that.contains('--out');
    }));

  it('leaves nothing half-written behind when it fails', () =>
    withTemporaryDirectory(async (directory) => {
      await mkdir(join(directory, 'summary.md'));
      const error = await failureOf(writeReportFile(join(directory, 'summary.md'), 'text'));
      expect(error).to.include({ code: 'ERR_OUTPUT' });
      expect(await readdir(directory)).to.deep.equal(['summary.md']);
    }));
});
