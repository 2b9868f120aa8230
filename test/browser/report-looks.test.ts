import { expect } from 'chai';
import type { BrowserContextOptions } from 'playwright-core';
import { measurement } from '../unit/report/support/measurement.ts';
import { killRun } from '../unit/report/support/sample-run.ts';
import { faintTexts } from './support/faint-texts.ts';
import { ReportPages } from './support/report-pages.ts';
import { eventfulRun, sampleRun } from './support/runs.ts';

const ways: Readonly<Record<string, BrowserContextOptions>> = {
  'laptop-light': { colorScheme: 'light' },
  'laptop-dark': { colorScheme: 'dark' },
  'phone-light': { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  'phone-dark': { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  wide: { viewport: { width: 2200, height: 1200 } },
};

describe('how report.html looks', () => {
  const pages = new ReportPages();

  for (const [way, options] of Object.entries(ways)) {
    it(`fits its window: ${way}`, async () => {
      const runs = { sample: await sampleRun(), eventful: eventfulRun(), measurement: measurement() };
      for (const [name, run] of Object.entries(runs)) {
        const { page } = await pages.open(run, options);
        const [wanted, has] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        expect(wanted, name).to.be.at.most(has);
        await pages.keep(page, `${name}-${way}`);
        await page.context().close();
      }
    });
  }

  it('has text that can be read on its ground, in light and in dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await pages.open(eventfulRun(), { colorScheme });
      expect(await faintTexts(page), colorScheme).to.deep.equal([]);
    }
  });

  it('is printed on two pages', async () => {
    for (const run of [killRun(), eventfulRun(), await sampleRun()]) {
      const { page } = await pages.open(run, { colorScheme: 'dark' });
      const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).to.have.length(2);
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 718, height: 1040 });
      await pages.keep(page, `print-${run.result.run.id}`);
    }
  });
});
