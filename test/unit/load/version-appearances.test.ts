import { expect } from 'chai';
import { VersionAppearances } from '../../../src/load/version-appearances.ts';

describe('VersionAppearances', () => {
  it('are the first answer of a version, and the first after a second without', () => {
    const appearances = new VersionAppearances();
    const news = (version: string, atMs: number) => appearances.isNews(version, atMs);
    expect([news('1', 0), news('1', 10), news('2', 20), news('1', 900), news('1', 1899), news('2', 1020), news('2', 1030)]).to.deep.equal([
      ...[true, false, true, false, false],
      ...[true, false],
    ]);
  });

  it('come to an end where each answer has a version of its own', () => {
    const appearances = new VersionAppearances();
    const told = Array.from({ length: 1000 }, (_, row) => appearances.isNews(String(row), row)).filter(Boolean);
    expect(told).to.have.lengthOf(200);
    expect(appearances.isNews('0', 1_000_000)).to.equal(false);
  });
});
