import { expect } from 'chai';
import { ReportPages } from './support/report-pages.ts';
import { eventfulRun } from './support/runs.ts';

describe('report.html for those who do not see it or do not point', () => {
  const pages = new ReportPages();

  it('has landmarks, one main heading, and headings in order', async () => {
    const { page } = await pages.open(eventfulRun());
    for (const role of ['banner', 'main', 'contentinfo'] as const) expect(await page.getByRole(role).count(), role).to.equal(1);
    const levels = await page.locator('h1, h2, h3').evaluateAll((elements) => elements.map(({ tagName }) => Number(tagName.slice(1))));
    expect(levels.filter((level) => level === 1)).to.have.length(1);
    for (const [index, level] of levels.entries()) if (index > 0) expect(level - levels[index - 1]!).to.be.at.most(1);
    expect(await page.evaluate(() => document.documentElement.lang)).to.equal('en');
  });

  it('names every drawing, button, region and table, and uses no name twice as an id', async () => {
    const { page } = await pages.open(eventfulRun());
    for (const role of ['img', 'button', 'region', 'table'] as const) {
      for (const element of await page.getByRole(role).all()) {
        const snapshot = await element.ariaSnapshot();
        expect(snapshot.split('\n')[0], role).to.match(new RegExp(`^- '?${role} "[^"]+`));
      }
    }
    const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id));
    expect(ids.length).to.equal(new Set(ids).size);
  });

  it('has the picture as tables: requests over time and what each container was', async () => {
    const { page } = await pages.open(eventfulRun());
    await page.getByText('The picture as tables').click();
    const requests = page.getByRole('table', { name: 'Requests over time' });
    expect(await requests.getByRole('row').count()).to.equal(13);
    expect(await requests.textContent()).to.match(/refused/);
    const containers = page.getByRole('table', { name: 'Containers over time' });
    expect(await containers.textContent()).to.match(/db\.14\.000sexit 137 \(SIGKILL\)/);
  });

  it('says a verdict in words, not by a mark and a colour', async () => {
    const { page } = await pages.open(eventfulRun());
    expect(await page.locator('.verdict').ariaSnapshot()).to.match(/Passed|Failed|Inconclusive/);
  });

  it('skips to the timeline, and shows where the keyboard is', async () => {
    const { page } = await pages.open(eventfulRun());
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).to.equal('Skip to the timeline');
    expect((await page.locator('.skip').boundingBox())!.width).to.be.above(50);
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).to.equal('#timeline');
    await page.locator('#picture').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#picture').evaluate((element) => getComputedStyle(element).outlineStyle)).to.equal('solid');
  });

  it('tells errors apart by patterns too', async () => {
    const { page } = await pages.open(eventfulRun());
    const fills = await page.locator('path[data-class]').evaluateAll((paths) => paths.map((path) => path.getAttribute('fill')));
    expect(fills).to.include('url(#f-refused)').and.include('url(#f-timeout)');
    const gaps = await page.locator('pattern#f-timeout .gap').count();
    expect(gaps).to.be.above(await page.locator('pattern#f-refused .gap').count());
  });
});
