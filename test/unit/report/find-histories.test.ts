import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { findHistories } from '../../../src/report/find-histories.ts';
import { withTemporaryDirectory } from '../support/temporary-directory.ts';

async function results(directory: string): Promise<void> {
  for (const run of ['b', 'a']) {
    await mkdir(join(directory, run));
    await writeFile(join(directory, run, 'history.ndjson'), '');
  }
  await mkdir(join(directory, 'notes'));
  await symlink('b', join(directory, 'latest'));
}

describe('findHistories', () => {
  it('takes a file, a run, and a link to a run', () =>
    withTemporaryDirectory(async (directory) => {
      await results(directory);
      const history = join(directory, 'a', 'history.ndjson');
      expect(await findHistories(history)).to.deep.equal([history]);
      expect(await findHistories(join(directory, 'a'))).to.deep.equal([history]);
      expect(await findHistories(join(directory, 'latest'))).to.deep.equal([join(directory, 'latest', 'history.ndjson')]);
    }));

  it('takes every run of a directory once, in order', () =>
    withTemporaryDirectory(async (directory) => {
      await results(directory);
      expect(await findHistories(directory)).to.deep.equal([
        join(directory, 'a', 'history.ndjson'),
        join(directory, 'b', 'history.ndjson'),
      ]);
    }));

  it('says what to name when there is none', () =>
    withTemporaryDirectory(async (directory) => {
      for (const path of [directory, join(directory, 'missing')]) {
        const error = await findHistories(path).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        expect(error).to.include({ code: 'ERR_USAGE' }).and.to.have.property('hint').that.contains('history.ndjson');
      }
    }));
});
