import { expect } from 'chai';
import type { BrowserContextOptions } from 'playwright-core';
import { measurement } from '../unit/report/support/measurement.ts';
import { killRun } from '../unit/report/support/sample-run.ts';
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
      // What runs the tests marks functions with it; the page has none.
      await page.evaluate('globalThis.__name = (marked) => marked');
      expect(await page.evaluate(faintTexts), colorScheme).to.deep.equal([]);
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

/** Runs in the page: texts with a contrast below 4.5 to the plain ground behind them (WCAG 2.2, 1.4.3). */
function faintTexts(): string[] {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const rgba = (colour: string) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element: Element | null): readonly number[] | undefined => {
    for (let at = element; at !== null; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== 'none') return undefined;
      const colour = rgba(style.backgroundColor);
      if (colour[3] === 255) return colour;
      if (colour[3] !== 0) return undefined;
    }
    return [255, 255, 255];
  };
  const faint: string[] = [];
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
    if (!own || element.closest('svg, script, .unseen, .skip') !== null || element.offsetWidth === 0) continue;
    const behind = ground(element);
    if (behind === undefined) continue;
    const [light, dark] = [luminance(rgba(getComputedStyle(element).color)), luminance(behind)].sort((left, right) => right - left);
    const contrast = ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
    if (contrast < 4.5) faint.push(`${element.className || element.tagName}: ${contrast.toFixed(2)} ${element.textContent.slice(0, 30)}`);
  }
  return faint;
}
