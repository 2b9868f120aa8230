import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { causeRules } from '../../../../src/analysis/causes/registry.ts';

const root = new URL('../../../../', import.meta.url);
const page = readFileSync(new URL('docs/causes.md', root), 'utf8');

describe('the registry of causes', () => {
  for (const { name } of causeRules) {
    it(`${name} has a file, a test and a row in the docs`, () => {
      expect(existsSync(new URL(`src/analysis/causes/${name}.ts`, root))).to.equal(true);
      expect(existsSync(new URL(`test/unit/analysis/causes/${name}.test.ts`, root))).to.equal(true);
      expect(page).to.include(`| \`${name}\``);
    });
  }

  it('is in the order of the docs, and ends with the one that always speaks', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name);
    expect(rows).to.deep.equal(causeRules.map(({ name }) => name));
    expect(rows.at(-1)).to.equal('not-explained');
  });
});
