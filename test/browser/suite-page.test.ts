import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { renderSuitePage } from '../../src/report/html/suite/render-suite.tsx';
import { buildUnstartedRun } from '../../src/report/suite-result.ts';
import { suiteRows, type PlacedEntry } from '../../src/report/suite-rows.ts';
import { hostile } from '../unit/report/support/hostile.ts';
import { toldRun } from '../unit/report/support/told-run.ts';
import { faintTexts } from './support/faint-texts.ts';
import { ReportPages } from './support/report-pages.ts';

const runs: readonly PlacedEntry[] = [
  { entry: toldRun({ id: 'r1', name: 'Restart always survives a crash', outagesMs: [700], recoveryMs: 1200 }), directory: '/x/r1' },
  { entry: toldRun({ id: 'r2', name: 'A rollout is not noticed', rollout: { maxDown: 0, durationMs: 9000 } }), directory: '/x/r2' },
  {
    entry: toldRun({ id: 'r3', name: 'One replica stop-first', verdict: 'failed', outagesMs: [300, 1900, 200], recoveryMs: null }),
    directory: '/x/r3',
  },
  {
    entry: toldRun({ id: 'r4', name: 'Ten paused seconds', verdict: 'inconclusive', outagesMs: [90], recoveryMs: 20 }),
    directory: '/x/r 4',
  },
  { entry: { ...toldRun({ id: 'r5', name: 'Exit codes of signals' }), load: {} }, directory: '/x/r5' },
  { entry: buildUnstartedRun({ file: 'broken.yaml' }, { code: 'ERR_SCENARIO_INVALID', message: 'broken.yaml:3:1: no name' }) },
];

const text = (entries: readonly PlacedEntry[] = runs) => renderSuitePage({ rows: suiteRows(entries, '/x/suite.html'), faultline: '0.1.0' });
const names = (page: Page) =>
  page.locator('tbody tr:visible').evaluateAll((rows) => rows.map((row) => row.querySelector('th')?.firstChild?.textContent));

describe('the suite page', () => {
  const pages = new ReportPages();

  it('shows failed runs first, with links to their reports, and asks for nothing', async () => {
    const { page, requests, complaints } = await pages.openText(text());
    expect(await page.locator('h1').textContent()).to.equal('6 runs: 1 failed, 2 inconclusive, 3 passed');
    expect((await names(page)).slice(0, 3)).to.deep.equal(['One replica stop-first', 'broken.yaml', 'Ten paused seconds']);
    const links = await page.locator('tbody a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).to.have.members(['r1/report.html', 'r2/report.html', 'r3/report.html', 'r%204/report.html', 'r5/report.html']);
    expect([...requests, ...complaints]).to.deep.equal([]);
  });

  it('sorts by every column that compares, by keyboard too, and says so', async () => {
    const { page } = await pages.openText(text());
    const heads = page.locator('th[data-sort]');
    for (const head of await heads.all()) {
      await head.getByRole('button').focus();
      await page.keyboard.press('Enter');
      expect(await head.getAttribute('aria-sort')).to.be.oneOf(['ascending', 'descending']);
      expect(await page.locator('th[aria-sort]').count()).to.equal(1);
    }
    await page.getByRole('button', { name: 'Longest outage' }).click();
    await page.getByRole('button', { name: 'Longest outage' }).click();
    const longest = ['One replica stop-first', 'Restart always survives a crash', 'Ten paused seconds', 'A rollout is not noticed'];
    expect((await names(page)).slice(0, 4)).to.deep.equal(longest);
    await page.getByRole('button', { name: 'Longest outage' }).click();
    expect((await names(page)).slice(0, 4)).to.deep.equal(longest.toReversed());
    await page.getByRole('button', { name: 'Recovery' }).click();
    expect((await names(page)).slice(0, 3)).to.deep.equal([
      'Ten paused seconds',
      'Restart always survives a crash',
      'One replica stop-first',
    ]);
  });

  it('filters by verdict and by words, and says how many are left', async () => {
    const { page } = await pages.openText(text());
    await page.getByRole('button', { name: 'inconclusive 2' }).click();
    expect(await names(page)).to.deep.equal(['broken.yaml', 'Ten paused seconds']);
    await page.getByRole('searchbox').fill('paused');
    expect(await names(page)).to.deep.equal(['Ten paused seconds']);
    expect(await page.getByRole('status').textContent()).to.equal('1 of 6 runs shown');
    await page.getByRole('button', { name: 'All 6' }).click();
    await page.getByRole('searchbox').fill('');
    expect(await names(page)).to.have.length(6);
  });

  it('is a table for those who do not see it, on a phone too', async () => {
    for (const width of [1366, 390]) {
      const { page } = await pages.openText(text(), { viewport: { width, height: 844 } });
      const table = page.getByRole('table', { name: 'Every run, with its verdict and figures' });
      expect(await table.getByRole('row').count()).to.equal(7);
      const row = table.getByRole('row', { name: /One replica stop-first/ });
      expect(await row.getByRole('cell').count()).to.equal(7);
      expect(await row.getByRole('img').getAttribute('aria-label')).to.equal(
        '3 outages: 300 ms at 2.000s, 1.9 s at 3.000s, 200 ms at 4.000s; 1 fault',
      );
    }
  });

  it('shows foreign text as text and nothing else, and stays within the window', async () => {
    const attack = `</script><script>window.pwned = 1</script><img src=x onerror="window.pwned = 2"> ${hostile} ${'w'.repeat(3000)}`;
    const run = toldRun({ name: attack, id: attack, verdict: 'failed', outagesMs: [100] });
    const entry = {
      ...run,
      checks: run.checks.map((check) => ({ ...check, message: attack })),
      scenario: { ...run.scenario, file: attack },
    };
    for (const width of [1366, 390]) {
      const { page, requests, complaints } = await pages.openText(text([{ entry, directory: '/x/"><b>' }]), {
        viewport: { width, height: 800 },
      });
      expect(await page.evaluate(() => [document.scripts.length, document.images.length, 'pwned' in window])).to.deep.equal([1, 0, false]);
      expect(await page.locator('body').innerText()).not.to.match(/\p{Cc}(?<![\n\t])|\u202e/u);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(width);
      expect([...requests, ...complaints]).to.deep.equal([]);
    }
  });

  it('looks right in the light, in the dark, on a phone and on paper', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await pages.openText(text(), { colorScheme });
      expect(await faintTexts(page)).to.deep.equal([]);
      await pages.keep(page, `suite-${colorScheme}`);
    }
    const phone = await pages.openText(text(), { viewport: { width: 390, height: 844 } });
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).to.equal(390);
    await pages.keep(phone.page, 'suite-phone');
    await phone.page.emulateMedia({ media: 'print' });
    await phone.page.setViewportSize({ width: 718, height: 1040 });
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(718);
    await pages.keep(phone.page, 'suite-print');
  });
});
