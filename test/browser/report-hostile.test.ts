import { expect } from 'chai';
import { hostile } from '../unit/report/support/hostile.ts';
import { ServiceStory } from '../unit/analysis/support/service-story.ts';
import { ReportPages } from './support/report-pages.ts';
import { reported } from './support/runs.ts';

const attack = `</script><script>window.pwned = 1</script><img src=x onerror="window.pwned = 2"> ${hostile}`;
const long = 'w'.repeat(3000);

function hostileRun(text: string) {
  const story = ServiceStory.two({ image: text })
    .load((dueMs) => (dueMs >= 2000 && dueMs < 2300 ? { class: 'refused' } : { version: dueMs < 3000 ? text : '2' }), { name: text })
    .add(90, { type: 'subject', subject: text, kind: 'container', container: text, id: text, image: text, imageId: text, restart: 'no' })
    .add(100, { type: 'engine-event', subject: text, container: text, incarnation: 1, action: 'start', atMs: 100 })
    .step(1500, { label: text, targets: [text], message: text, details: { note: text } })
    .log(1600, text)
    .add(1700, { type: 'warning', code: text, message: text })
    .add(1800, { type: 'error', code: 'ERR_INTERNAL', message: text, hint: text })
    .add(1900, { type: 'plan', plan: { scenario: { name: text, expect: [], subjects: { [text]: { command: [text] } } } } })
    .ended();
  const run = reported(story);
  return { ...run, result: { ...run.result, scenario: { name: text, file: text, sha256: text } } };
}

describe('foreign text in report.html', () => {
  const pages = new ReportPages();

  it('is text and nothing else', async () => {
    const { page, requests, complaints } = await pages.open(hostileRun(attack));
    expect(await page.locator('h1').textContent()).to.include('<script>window.pwned = 1</script><img src=x');
    expect(await page.evaluate(() => [document.scripts.length, document.images.length, 'pwned' in window])).to.deep.equal([2, 0, false]);
    expect(await page.locator('body').textContent()).not.to.match(/\p{Cc}(?<!\n)|\u202e/u);
    const plane = (await page.locator('#plane').boundingBox())!;
    await page.mouse.move(plane.x + plane.width / 3, plane.y + 60);
    expect(await page.locator('#readout').textContent()).to.include('<script>');
    await page.locator('.plan summary').click();
    expect(await page.locator('.plan pre').textContent()).to.include('<script>');
    expect([...requests, ...complaints]).to.deep.equal([]);
    await pages.keep(page, 'hostile');
  });

  it('stays within the page however long it is', async () => {
    for (const width of [1366, 390]) {
      const { page } = await pages.open(hostileRun(long), { viewport: { width, height: 800 } });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(width);
    }
  });
});
