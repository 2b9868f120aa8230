import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { killRun } from '../unit/report/support/sample-run.ts';
import { ReportPages } from './support/report-pages.ts';

const widthOf = async (page: Page, what: string) => (await page.locator(what).first().boundingBox())?.width ?? 0;
const outageWidth = (page: Page) => widthOf(page, '.outage');

describe('zooming report.html', () => {
  const pages = new ReportPages();
  let page: Page;
  let before = 0;

  beforeEach(async () => {
    ({ page } = await pages.open(killRun()));
    before = await outageWidth(page);
  });
  afterEach(() => page.context().close());

  it('shows the part that was dragged over, in every lane', async () => {
    const plane = (await page.locator('#plane').boundingBox())!;
    const drawn = async () => (await page.locator('path[data-class="refused"]').first().boundingBox())!;
    const refused = (await drawn()).width;
    // The run is from 1 s to 5 s: this is from 2 s to 3 s.
    await page.mouse.move(plane.x + plane.width / 4, plane.y + 80);
    await page.mouse.down();
    await page.mouse.move(plane.x + plane.width / 2, plane.y + 90, { steps: 4 });
    expect(await page.locator('#selection').isVisible()).to.equal(true);
    await page.mouse.up();
    expect(await outageWidth(page)).to.be.closeTo(4 * before, 3);
    expect((await drawn()).width).to.be.closeTo(4 * refused, 8);
    expect((await drawn()).x).to.be.closeTo((await page.locator('.outage').first().boundingBox())!.x, 3);
    expect((await page.locator('.scale .tick').first().textContent()) ?? '').to.match(/^2\.\d+ s$/);
    await page.locator('#picture').dblclick({ position: { x: 700, y: 80 } });
    expect(await outageWidth(page)).to.be.closeTo(before, 1);
  });

  it('zooms by buttons', async () => {
    await page.getByRole('button', { name: 'Zoom in' }).click();
    expect(await outageWidth(page)).to.be.closeTo(2 * before, 2);
    await page.getByRole('button', { name: 'Zoom out' }).click();
    expect(await outageWidth(page)).to.be.closeTo(before, 1);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.getByRole('button', { name: 'Show the whole run' }).click();
    expect(await outageWidth(page)).to.be.closeTo(before, 1);
  });

  it('zooms by keys, and moves along', async () => {
    await page.locator('#picture').focus();
    await page.keyboard.press('+');
    expect(await outageWidth(page)).to.be.closeTo(1.6 * before, 2);
    const x = (await page.locator('.outage').first().boundingBox())!.x;
    await page.keyboard.press('Shift+ArrowLeft');
    expect((await page.locator('.outage').first().boundingBox())!.x).to.be.above(x + 50);
    await page.keyboard.press('0');
    expect(await outageWidth(page)).to.be.closeTo(before, 1);
  });

  it('zooms by Ctrl and the wheel around the pointer, and leaves the plain wheel to the page', async () => {
    const plane = (await page.locator('#plane').boundingBox())!;
    const outage = (await page.locator('.outage').first().boundingBox())!;
    await page.mouse.move(outage.x, plane.y + 60);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await page.waitForFunction(() => document.getElementById('picture')?.style.getPropertyValue('--zk') === '1.25');
    expect(await outageWidth(page)).to.be.closeTo(1.25 * before, 2);
    expect((await page.locator('.outage').first().boundingBox())!.x).to.be.closeTo(outage.x, 2);
    await page.mouse.wheel(0, 200);
    await page.waitForFunction(() => scrollY > 0);
    expect(await outageWidth(page)).to.be.closeTo(1.25 * before, 2);
  });

  it('shows an outage from its row', async () => {
    await page.locator('.outage-list a[data-zoom]').first().click();
    const plane = (await page.locator('#plane').boundingBox())!;
    expect(await outageWidth(page)).to.be.closeTo(plane.width / 2, 3);
  });
});
