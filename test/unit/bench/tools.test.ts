import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ab } from '../../../bench/truth/tools/ab.ts';
import { autocannonClosed, autocannonRate } from '../../../bench/truth/tools/autocannon.ts';
import { h2load } from '../../../bench/truth/tools/h2load.ts';
import { hey } from '../../../bench/truth/tools/hey.ts';
import { httperf } from '../../../bench/truth/tools/httperf.ts';
import { wrk } from '../../../bench/truth/tools/wrk.ts';
import type { Tool, ToolReport } from '../../../bench/truth/tools/tool.ts';
import { tools } from '../../../bench/truth/tools/tools.ts';

/** What the tools really said of five seconds with 503 for 0.5 s, reset for 0.3 s and a stall of 1.5 s. */
function output(name: string): string {
  return readFileSync(join(import.meta.dirname, 'outputs', name), 'utf8');
}

const request = { url: 'http://127.0.0.1:8000/', port: 8000, ratePerSecond: 500, seconds: 6, timeoutMs: 1000, file: 'log' };

describe('outputs of load tools', () => {
  const cases: readonly (readonly [Tool, string, ToolReport])[] = [
    [wrk, 'wrk.txt', { ok: 22_069, failed: 3763 + 1760 + 10, p99Ms: 4.48 }],
    // 250 bad statuses, 50 timeouts and 127 resets; 50 more its transport repeated by itself, and did not tell.
    [hey, 'hey.txt', { ok: 1473, failed: 427, p99Ms: 402.7 }],
    [httperf, 'httperf.txt', { ok: 1835, failed: 250 + 415, p99Ms: undefined }],
    [autocannonClosed, 'autocannon.txt', { ok: 19_806, failed: 3975 + 1210, p99Ms: 295 }],
    // A connection that broke is counted as Receive, as Length and as Exception.
    [ab, 'ab.txt', { ok: 26_381 - 4468 - 2240, failed: 4468 + 2240, p99Ms: 2 }],
  ];
  for (const [tool, name, report] of cases) {
    it(`${tool.name}: what it answered and what failed`, () => {
      expect(tool.parse({ stdout: output(name), file: '' })).to.deep.equal(report);
    });
  }

  it('h2load: what it answered and what failed, and latencies from its log', () => {
    const report = h2load.parse({ stdout: output('h2load.txt'), file: output('h2load.log') });
    expect(report).to.include({ ok: 1848, failed: 652 });
    expect(report?.p99Ms).to.be.within(1, 5);
  });

  it('says nothing where a tool gave up', () => {
    expect(ab.parse({ stdout: output('ab-gave-up.txt'), file: '' })).to.equal(undefined);
    for (const tool of tools) expect(tool.parse({ stdout: '', file: '' }), tool.name).to.equal(undefined);
  });
});

describe('commands of load tools', () => {
  for (const tool of tools) {
    it(`${tool.name}: names the server, and says how it was asked`, () => {
      expect(tool.command(request).join(' ')).to.contain('8000');
      expect(tool.notes).to.not.equal('');
    });
  }

  it('ask for the rate where a tool has one', () => {
    for (const tool of [httperf, autocannonRate]) expect(tool.command(request), tool.name).to.include('500');
    // 50 workers at 10/s, 5 connections every 10 ms.
    expect(hey.command(request).join(' ')).to.contain('-c 50 -q 10');
    expect(h2load.command(request).join(' ')).to.contain('-r 5 --rate-period 10ms');
  });
});
