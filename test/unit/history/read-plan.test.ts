import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { readPlan } from '../../../src/history/read-plan.ts';
import { withTemporaryDirectory } from '../support/temporary-directory.ts';

describe('readPlan', () => {
  it('reads the plan and nothing behind it', () =>
    withTemporaryDirectory(async (directory) => {
      const path = join(directory, 'history.ndjson');
      await writeFile(path, '{"type":"run-started"}\n{"type":"plan","plan":{"seed":"42"}}\nnonsense\n');
      expect(await readPlan(path)).to.deep.equal({ seed: '42' });
    }));

  it('knows of none where there is none', () =>
    withTemporaryDirectory(async (directory) => {
      const path = join(directory, 'history.ndjson');
      expect(await readPlan(path)).to.equal(undefined);
      await writeFile(path, 'nonsense\n'.repeat(9));
      expect(await readPlan(path)).to.equal(undefined);
      await writeFile(path, `${'\n'.repeat(9)}{"type":"plan","plan":{}}\n`);
      expect(await readPlan(path)).to.equal(undefined);
    }));
});
