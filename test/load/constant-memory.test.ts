import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { z } from 'zod';

const memory = z.object({ rss: z.number(), peak: z.number() });
const report = z.object({
  due: z.number(),
  failed: z.number(),
  expected: z.object({ due: z.number(), failed: z.number() }),
  events: z.number(),
  atStart: memory,
  halfway: memory,
  recorded: memory,
  analysed: memory,
});

const HOURS = 6;
const PER_SECOND = 1000;

describe('memory of a run of hours', function () {
  this.timeout(180_000);

  it('does not grow with its length, and no request is lost', async () => {
    const script = join(import.meta.dirname, 'support/compressed-day.ts');
    const flags = ['--max-old-space-size=64', '--max-semi-space-size=1', '--import', 'tsx'];
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, String(HOURS), String(PER_SECOND)]);
    const { due, failed, expected, events, atStart, halfway, recorded, analysed } = report.parse(JSON.parse(stdout));
    expect({ due, failed }).to.deep.equal(expected);
    expect(due).to.equal(HOURS * 3600 * PER_SECOND);
    expect(events).to.be.lessThan(2000);
    // Two streams of raw requests would be 800 MB.
    expect(recorded.peak - atStart.rss).to.be.lessThan(45_000);
    expect(recorded.peak - halfway.peak).to.be.lessThan(6000);
    expect(analysed.peak - recorded.peak).to.be.lessThan(30_000);
  });
});
