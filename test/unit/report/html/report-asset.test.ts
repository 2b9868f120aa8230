import { expect } from 'chai';
import { reportAsset } from '../../../../src/report/html/report-asset.ts';

describe('what report.html carries', () => {
  it('is a script and a style sheet that are small and need nothing else', () => {
    const script = reportAsset('report.js');
    const style = reportAsset('report-style.css');
    expect(script.length).to.be.within(1000, 100_000);
    expect(style.length).to.be.within(1000, 100_000);
    expect(script).not.to.match(/<\/script|\bimport\(|\bfetch\(|XMLHttpRequest|sourceMappingURL/);
    expect(style).not.to.match(/<\/style|url\(|@import/);
  });
});
