import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { triggers } from '../../../src/run/triggers/registry.ts';

const root = join(import.meta.dirname, '../../..');

describe('trigger registry', () => {
  for (const { name, summary } of triggers) {
    it(`${name}: has its file, test and page`, () => {
      const pieces = [`src/run/triggers/${name}.ts`, `test/unit/triggers/${name}.test.ts`, `docs/triggers/${name}.md`];
      expect(pieces.filter((piece) => !existsSync(join(root, piece)))).to.deep.equal([]);
      expect(summary).to.match(/^[A-Z].*\.$/);
    });
  }
});
