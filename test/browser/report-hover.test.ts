import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { Analysis } from '../../src/analysis/analysis.ts';
import { requestClasses } from '../../src/history/load-bucket.ts';
import { killRun } from '../unit/report/support/sample-run.ts';
import { ReportPages } from './support/report-pages.ts';
import { eventfulRun, sampleRun } from './support/runs.ts';

/** Where an instant is drawn, and what the read-out says there. */
async function hover(page: Page, { windows }: Analysis, atMs: number): Promise<Record<string, string>> {
  const { fromMs, untilMs } = windows.run!;
  const plane = (await page.locator('#plane').boundingBox())!;
  await page.mouse.move(plane.x + ((atMs - fromMs) / (untilMs - fromMs)) * plane.width, plane.y + 60);
  return lines(page);
}

async function lines(page: Page): Promise<Record<string, string>> {
  const labels = await page.locator('#readout dt').allTextContents();
  const texts = await page.locator('#readout dd').allTextContents();
  return Object.fromEntries(labels.map((label, index) => [label, texts[index] ?? '']));
}

describe('the read-out of report.html', () => {
  const pages = new ReportPages();

  it('says what all lanes have at one instant', async () => {
    const run = eventfulRun();
    const { page } = await pages.open(run);
    const told = await hover(page, run.analysis, 2105);
    expect(told['outage']).to.equal('users');
    expect(told['fault']).to.match(/^1 pause db/);
    expect(told['users']).to.match(/^1 due: 1 refused$/);
    expect(told['writes']).to.match(/^1 due: 1 ok · 1 ms$/);
    expect(told['web, tasks by version']).to.equal('1: 2');
    expect(told['web.2']).to.equal('running, version 1');
    expect(told['db.1']).to.equal('paused');
    expect((await hover(page, run.analysis, 4250))['db.1']).to.equal('not running');
    expect((await hover(page, run.analysis, 5005))['users, answers by version']).to.equal('2: 1');
  });

  it('has the numbers of the analysis, request by request, of a real run', async () => {
    const run = await sampleRun();
    const { page } = await pages.open(run);
    const [load] = Object.values(run.analysis.load);
    for (const { stream, requests } of load!.streams) {
      const label = `users · ${stream === 'new' ? 'new connections' : 'kept connections'}`;
      for (let row = 3; row < requests.n - 1; row += 17) {
        const middleMs = (requests.dueMs[row]! + requests.dueMs[row + 1]!) / 2;
        if (middleMs < run.analysis.windows.run!.fromMs || middleMs > run.analysis.windows.run!.untilMs) continue;
        const told = await hover(page, run.analysis, middleMs);
        const name = requestClasses[requests.class[row]!]!;
        expect(told[label], `row ${row}`).to.match(new RegExp(`^1 due: 1 ${name}\\b`));
        if (name === 'ok') expect(told[label]).to.include(`${Math.round(requests.latencyMs[row]! * 100) / 100} ms`);
      }
    }
  });

  it('goes with the arrow keys, aloud', async () => {
    const { page } = await pages.open(killRun());
    await page.locator('#picture').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const spoken = (await page.locator('#spoken').textContent()) ?? '';
    expect(spoken).to.match(/^1\.040 s · steady\. users · new connections: 1 due: 1 ok/);
    expect(await page.locator('#crosshair').isVisible()).to.equal(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('#readout').isVisible()).to.equal(false);
  });

  it('stays inside the picture', async () => {
    const run = eventfulRun();
    const { page } = await pages.open(run);
    for (const atMs of [10, 3000, 5990]) {
      await hover(page, run.analysis, atMs);
      const box = (await page.locator('#readout').boundingBox())!;
      expect(box.x).to.be.at.least(0);
      expect(box.x + box.width).to.be.at.most(1366);
    }
  });
});
