import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { reporters } from '../../../src/report/registry.ts';

const root = new URL('../../../', import.meta.url);

describe('report registry', () => {
  it('has a name and a file for each report', () => {
    expect(new Set(reporters.map(({ name }) => name)).size).to.equal(reporters.length);
    expect(new Set(reporters.map(({ fileName }) => fileName)).size).to.equal(reporters.length);
  });

  for (const { name, fileName, summary } of reporters) {
    it(`${name}: has its file, its test and its row in docs/reports.md`, () => {
      const pieces = [`src/report/${name}.ts`, `test/unit/report/${name}.test.ts`];
      expect(pieces.filter((path) => !existsSync(new URL(path, root)))).to.deep.equal([]);
      expect(readFileSync(new URL('docs/reports.md', root), 'utf8')).to.match(new RegExp(`\\| \`${fileName}\`.*\`${name}\``));
      expect(summary).to.match(/\.$/);
    });
  }
});
