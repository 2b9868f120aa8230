import { expect } from 'chai';
import { sharedAxis } from '../../src/report/compare/axis-of-sides.ts';
import { compareRuns, type RunGroup } from '../../src/report/compare/compare-runs.ts';
import { readGate } from '../../src/report/compare/fail-on.ts';
import { renderComparisonPage } from '../../src/report/html/compare/render-comparison.tsx';
import { hostile } from '../unit/report/support/hostile.ts';
import { toldRun, type Told } from '../unit/report/support/told-run.ts';
import { faintTexts } from './support/faint-texts.ts';
import { ReportPages } from './support/report-pages.ts';

const group = (label: string, all: readonly Told[]): RunGroup => ({
  label,
  runs: all.map((told, index) => ({
    result: toldRun({ id: `20261123-14261${index}-bc354c`, ...told }),
    plan: { scenario: { subjects: { web: { spec: { update: { order: label } } } } } },
  })),
});
const stopFirst = group(
  'stop-first',
  [1700, 1850, 1720, 1790, 2010].map((ms, index) => ({
    outagesMs: [ms],
    recoveryMs: ms + 40,
    p99Ms: 9 + (index % 3),
    rollout: { maxDown: 1, durationMs: 3900 + ms },
  })),
);
const startFirst = group(
  'start-first',
  [0, 40, 0, 0, 50].map((ms, index) => ({
    outagesMs: ms === 0 ? [] : [ms],
    recoveryMs: 10 + ms,
    p99Ms: 8 + (index % 4),
    rollout: { maxDown: 0, durationMs: 5200 + ms },
  })),
);

function text(a: RunGroup, b: RunGroup, ...gates: readonly string[]): string {
  return renderComparisonPage({ comparison: compareRuns(a, b, gates.map(readGate)), shared: sharedAxis(a, b), faultline: '0.1.0' });
}

describe('the page of a comparison', () => {
  const pages = new ReportPages();
  const whole = () => text(stopFirst, startFirst, 'longest outage grows > 200ms', 'p99 grows > 1%', 'rollout grows > 10%');

  it('says which differences are larger than the noise, shows each run, and asks for nothing', async () => {
    const { page, requests, complaints } = await pages.openText(whole());
    expect(await page.locator('.conclusion').textContent()).to.contain('B is better in availability of users (chaos)');
    const row = page.getByRole('table', { name: 'Figures of A and B' }).getByRole('row', { name: /longest outage/ });
    expect(await row.textContent()).to.match(/1\.8 s.*0 ms.*better/);
    expect(await row.getByRole('img').getAttribute('aria-label')).to.equal(
      'A 1.7 s, 1.9 s, 1.7 s, 1.8 s, 2 s; B 0 ms, 40 ms, 0 ms, 0 ms, 50 ms',
    );
    expect(await row.locator('.dot-a').count()).to.equal(5);
    expect(await page.locator('.side-run').count()).to.equal(10);
    expect(await page.locator('#differs').textContent()).to.contain('stop-firststart-first');
    expect([...requests, ...complaints]).to.deep.equal([]);
  });

  it('has a name for every drawing and table, and headings in order', async () => {
    const { page } = await pages.openText(whole());
    for (const role of ['img', 'table'] as const) {
      for (const element of await page.getByRole(role).all()) {
        expect((await element.ariaSnapshot()).split('\n')[0], role).to.match(new RegExp(`^- '?${role} "[^"]+`));
      }
    }
    const levels = await page.locator('h1, h2, h3').evaluateAll((all) => all.map(({ tagName }) => Number(tagName.slice(1))));
    for (const [index, level] of levels.entries()) if (index > 0) expect(level - levels[index - 1]!).to.be.at.most(1);
  });

  it('shows foreign text as text and nothing else, and stays within the window', async () => {
    const attack = `</script><script>window.pwned = 1</script><img src=x onerror="window.pwned = 2"> ${hostile} ${'w'.repeat(3000)}`;
    const odd = group(attack, [{ id: attack, name: attack, load: attack, engineVersion: attack, outagesMs: [100] }]);
    for (const width of [1366, 390]) {
      const { page, requests, complaints } = await pages.openText(text(odd, startFirst), { viewport: { width, height: 800 } });
      expect(await page.evaluate(() => [document.scripts.length, document.images.length, 'pwned' in window])).to.deep.equal([1, 0, false]);
      expect(await page.locator('body').innerText()).not.to.match(/\p{Cc}(?<![\n\t])|\u202e/u);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(width);
      expect([...requests, ...complaints]).to.deep.equal([]);
    }
  });

  it('looks right in the light, in the dark, on a phone and on paper', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await pages.openText(whole(), { colorScheme });
      expect(await faintTexts(page)).to.deep.equal([]);
      await pages.keep(page, `compare-${colorScheme}`);
    }
    const { page } = await pages.openText(whole(), { viewport: { width: 390, height: 844 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(390);
    await pages.keep(page, 'compare-phone');
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 718, height: 1040 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(718);
    await pages.keep(page, 'compare-print');
  });
});
