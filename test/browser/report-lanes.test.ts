import { expect } from 'chai';
import { killRun } from '../unit/report/support/sample-run.ts';
import { measurement } from '../unit/report/support/measurement.ts';
import { ReportPages } from './support/report-pages.ts';
import { eventfulRun, sampleRun } from './support/runs.ts';

describe('report.html in a browser', () => {
  const pages = new ReportPages();

  it('opens from disk without a request and without a complaint', async () => {
    for (const run of [killRun(), eventfulRun(), measurement(), await sampleRun()]) {
      const { page, requests, complaints } = await pages.open(run);
      expect(await page.locator('h1').textContent()).to.equal(run.result.scenario.name);
      expect(requests).to.deep.equal([]);
      expect(complaints).to.deep.equal([]);
      await page.context().close();
    }
  });

  it('has what everybody asks first on the first screen of a laptop', async () => {
    const run = await sampleRun();
    const { page } = await pages.open(run);
    const wanted = [
      '.verdict',
      '.figure >> nth=0',
      '.figure >> nth=1',
      '.figure >> nth=2',
      '#repeat',
      '.checks tbody tr:last-child',
      '#timeline h2',
    ];
    for (const what of wanted) {
      const box = await page.locator(what).boundingBox();
      expect(box, what).not.to.equal(null);
      expect(box!.y + box!.height, what).to.be.below(768);
    }
    expect(await page.locator('.checks tbody tr').count()).to.equal(run.result.checks.length);
  });

  it('draws every lane on one axis', async () => {
    const { page } = await pages.open(eventfulRun());
    const lanes = page.locator('[data-lane]');
    expect(await lanes.evaluateAll((elements) => elements.map((element) => element.getAttribute('data-lane')))).to.deep.equal([
      ...['phase', 'time', 'faults', 'new connections', 'latency p50 – p99', 'versions answering', 'new connections', 'latency p50 – p99'],
      ...['rollout', 'tasks running', 'web.1', 'web.2', 'db.1'],
    ]);
    const plots = await page
      .locator('[data-lane] .plot')
      .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect()));
    expect(new Set(plots.map(({ left }) => left)).size).to.equal(1);
    expect(new Set(plots.map(({ right }) => right)).size).to.equal(1);
    for (const plot of plots) expect(plot.height).to.be.above(10);
    await pages.keep(page, 'eventful-light');
  });

  it('draws failures by their class, outages through all lanes, and what is no evidence', async () => {
    const { page } = await pages.open(eventfulRun());
    const classes = await page.locator('path[data-class]').evaluateAll((paths) => paths.map((path) => path.getAttribute('data-class')));
    expect(classes).to.deep.equal(['ok', 'refused', 'timeout', 'ok']);
    const outage = (await page.locator('.outage').first().boundingBox())!;
    const shade = (await page.locator('.backdrop .outage-shade').first().boundingBox())!;
    const picture = (await page.locator('#picture').boundingBox())!;
    expect(shade.x).to.be.closeTo(outage.x, 1);
    expect(shade.width).to.be.closeTo(outage.width, 1);
    expect(shade.height).to.be.above(picture.height - 10);
    expect(await page.locator('.plot > .spoiled').count()).to.equal(1);
  });

  it('draws each life and state of a container, its exit with the code, faults with their undo, and a rollout with its batches', async () => {
    const { page } = await pages.open(eventfulRun());
    const bars = page.locator('[data-lane="db.1"] .bar');
    const states = await bars.evaluateAll((elements) => elements.map((element) => element.getAttribute('class')));
    expect(states).to.deep.equal(['bar running', 'bar running', 'bar unhealthy', 'bar paused', 'bar dead', 'bar exited']);
    expect(await page.locator('[data-lane="db.1"] .bar.exited').textContent()).to.include('137');
    expect(await page.locator('[data-lane="faults"] .lasts').count()).to.equal(1);
    expect(await page.locator('[data-lane="faults"] .undo').count()).to.equal(1);
    expect(await page.locator('[data-lane="rollout"] .bar').textContent()).to.include('update completed');
    expect(await page.locator('[data-lane="rollout"] .batch').count()).to.be.above(0);
  });

  it('draws all of it without its script', async () => {
    const { page } = await pages.open(killRun(), { javaScriptEnabled: false });
    for (const what of ['path[data-class="refused"]', '.outage', '.tick', '[data-lane="web.1"] .bar.running']) {
      const box = (await page.locator(what).first().boundingBox())!;
      expect(box.width, what).to.be.above(2);
    }
    expect(await page.locator('.zoom').isVisible()).to.equal(false);
    expect(await page.locator('.copy').isVisible()).to.equal(false);
  });

  it('leads from a row to its event, and copies the command', async () => {
    const { page } = await pages.open(killRun(), { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator('.checks a.event').first().click();
    expect(await page.locator('li:target code').isVisible()).to.equal(true);
    await page.locator('.copy').click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).to.equal('faultline run scenarios/web.yaml --seed 42');
  });
});
