import { expect } from 'chai';
import { renderTrendPage } from '../../src/report/html/trend/render-trend.tsx';
import { trendsOf } from '../../src/report/trend.ts';
import { hostile } from '../unit/report/support/hostile.ts';
import { toldRun, type Told } from '../unit/report/support/told-run.ts';
import { faintTexts } from './support/faint-texts.ts';
import { ReportPages } from './support/report-pages.ts';

function text(all: readonly Told[]): string {
  const entries = all.map((told, index) => {
    const startedAt = new Date(Date.UTC(2026, 0, index + 1)).toISOString();
    return { entry: toldRun({ id: `r${index}`, startedAt, ...told }), directory: `/x/r${index}` };
  });
  return renderTrendPage({ trends: trendsOf(entries, '/x/trend.html'), faultline: '0.1.0' });
}

const runs = Array.from({ length: 14 }, (_, index): Told => {
  const lengthMs = index < 6 ? 400 + ((index * 37) % 90) : 900 + ((index * 53) % 140);
  const more: Told = index < 6 ? {} : { imageId: 'sha256:2', verdict: index === 9 ? 'failed' : 'passed' };
  return {
    outagesMs: [lengthMs],
    recoveryMs: index === 9 ? null : lengthMs + 30,
    ...more,
    ...(index > 10 ? { engineVersion: '25.0.1' } : {}),
  };
});

describe('the trend page', () => {
  const pages = new ReportPages();

  it('draws each run, marks what changed, tells it in a table, and asks for nothing', async () => {
    const { page, requests, complaints } = await pages.openText(text(runs));
    expect(await page.locator('.trend-chart').count()).to.equal(3);
    expect(await page.locator('.trend-chart .dot').count()).to.equal(3 * runs.length);
    expect(await page.locator('.trend-chart').first().locator('.change-line').count()).to.equal(2);
    expect(await page.locator('.endless').getAttribute('title')).to.contain('never');
    expect(await page.locator('.dot').first().getAttribute('title')).to.equal('2026-01-01 00:00:00 UTC: 99.2%');
    const rows = page.getByRole('table', { name: 'Runs of Web survives a kill' }).getByRole('row');
    expect(await rows.count()).to.equal(runs.length + 1);
    expect(await rows.nth(7).textContent()).to.contain('images of web: app:v1 (1) → app:v1 (2)');
    expect(await rows.nth(7).getByRole('link').getAttribute('href')).to.equal('r6/report.html');
    expect([...requests, ...complaints]).to.deep.equal([]);
  });

  it('shows foreign text as text and nothing else, and fits its window in every way of looking', async () => {
    const attack = `</script><script>window.pwned = 1</script><img src=x onerror="window.pwned = 2"> ${hostile} ${'w'.repeat(3000)}`;
    const odd: readonly Told[] = [{}, { engineVersion: attack, imageId: attack, startedAt: attack }].map((told) => ({
      ...told,
      name: attack,
    }));
    for (const width of [1366, 390]) {
      const { page, requests, complaints } = await pages.openText(text(odd), { viewport: { width, height: 800 } });
      expect(await page.evaluate(() => [document.scripts.length, document.images.length, 'pwned' in window])).to.deep.equal([1, 0, false]);
      expect(await page.locator('body').innerText()).not.to.match(/\p{Cc}(?<![\n\t])|\u202e/u);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(width);
      expect([...requests, ...complaints]).to.deep.equal([]);
    }
    for (const [name, options] of [
      ['light', { colorScheme: 'light' }],
      ['dark', { colorScheme: 'dark' }],
      ['phone', { viewport: { width: 390, height: 844 } }],
    ] as const) {
      const { page } = await pages.openText(text(runs), options);
      expect(await faintTexts(page)).to.deep.equal([]);
      await pages.keep(page, `trend-${name}`);
    }
  });
});
