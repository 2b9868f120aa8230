import { expect } from 'chai';
import { judgeMeasured, type Judge } from './support/judge-measured.ts';
import { killLoads, plainSpec, startLoad, type Measurement } from './support/measure.ts';
import { proberPid } from './support/prober-pid.ts';
import { closeServers, serverProcess } from './support/servers.ts';
import { crowdedOut, endStarvation, mayLimitCpu, stopped, throttled, type Starvation } from './support/starvation.ts';

const spec = { ...plainSpec, ratePerSecond: 200 };
const STARVED_MS = 2500;
/** Longer than any outage allowed below, shorter than the starvation. */
const DOWN_MS = 1500;

interface Case {
  readonly how: string;
  readonly starve: Starvation;
  readonly reason: RegExp;
}

const cases: readonly Case[] = [
  { how: 'was stopped', starve: stopped, reason: /stopped \(SIGSTOP/ },
  { how: 'got no processor', starve: crowdedOut, reason: /other processes had the processors/ },
  // Where tests may not limit a process so, its reading is tested with texts only.
  ...(mayLimitCpu() ? [{ how: 'had used up its CPU quota', starve: throttled, reason: /CPU quota was used up/ }] : []),
];

/** Measures a good second, a starved time in which `during` happens, and a good second. */
async function measureStarved(starve: Starvation | undefined, during: (pid: number) => Promise<void>): Promise<[Judge, Measurement]> {
  const server = await serverProcess();
  const load = await startLoad(spec, [server.endpoint]);
  await load.clock.sleepUntil(load.clock.now() + 1000);
  const end = starve?.(proberPid());
  const fromMs = load.clock.now();
  await during(server.process.pid!);
  await load.clock.sleepUntil(fromMs + STARVED_MS);
  end?.();
  await load.clock.sleepUntil(load.clock.now() + 1000);
  const measured = await load.finish();
  return [judgeMeasured(measured, spec), measured];
}

async function outOfOrder(pid: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  process.kill(pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, DOWN_MS));
  process.kill(pid, 'SIGCONT');
}

describe('a load that is starved', function () {
  this.timeout(60_000);
  afterEach(endStarvation);
  afterEach(killLoads);
  afterEach(closeServers);

  for (const { how, starve, reason } of cases) {
    it(`because it ${how} accuses no server of an outage, and says why it cannot tell`, async () => {
      const [judge, measured] = await measureStarved(starve, async () => Promise.resolve());
      for (const [kind, options] of [
        ['availability', { is: '>= 99.9%' }],
        ['outage', { longest: '<= 300ms' }],
        ['outage', { count: 0 }],
        ['latency', { p99: '<= 50ms' }],
      ] as const) {
        const { verdict, message } = judge(kind, options);
        expect(verdict, message).to.equal('inconclusive');
        expect(message).to.match(reason, message);
      }
      const spoiled = measured.buckets.filter((bucket) => bucket.spoiled !== undefined);
      expect(spoiled.some((bucket) => reason.test(bucket.spoiled ?? ''))).to.equal(true);
    });

    it(`because it ${how} lets no server pass that was down meanwhile`, async () => {
      const [judge] = await measureStarved(starve, outOfOrder);
      for (const [kind, options] of [
        ['availability', { is: '>= 99.9%' }],
        ['outage', { longest: '<= 300ms' }],
        ['latency', { p99: '<= 50ms' }],
      ] as const) {
        const { verdict, message } = judge(kind, options);
        expect(verdict, message).to.not.equal('passed');
      }
    });
  }

  it('is inconclusive, other than a load in good health, which fails the server that was down', async function () {
    // What else this machine does may spoil a second of it.
    this.retries(3);
    const [judge] = await measureStarved(undefined, outOfOrder);
    for (const [kind, options] of [
      ['availability', { is: '>= 99.9%' }],
      ['outage', { longest: '<= 300ms' }],
      ['latency', { p99: '<= 50ms' }],
    ] as const) {
      const { verdict, message } = judge(kind, options);
      expect(verdict, message).to.equal('failed');
    }
  });
});
