import { rmSync } from 'node:fs';
import { expect } from 'chai';
import { buildServer } from '../../bench/truth/build-server.ts';
import { TruthServer } from '../../bench/truth/truth-server.ts';
import { killLoads, startLoad } from './support/measure.ts';
import { proberPid } from './support/prober-pid.ts';

const RATE = 2000;
const STOOD_STILL_MS = 300;
/** So that all that was due meanwhile is still sent. */
const TIMEOUT_MS = 4 * STOOD_STILL_MS + 400;

describe('a load that is behind', function () {
  this.timeout(60_000);
  let file: string;
  before(() => (file = buildServer()));
  afterEach(killLoads);
  after(() => rmSync(file, { force: true }));

  it('catches up on the connections that replies free: late requests do not each open one of their own', async () => {
    const server = await TruthServer.start({ file, script: [], serviceMs: 1 });
    const spec = { ratePerSecond: RATE, timeoutMs: TIMEOUT_MS, streams: ['keep-alive'] } as const;
    const load = await startLoad(spec, [{ address: '127.0.0.1', port: server.port }]);
    await load.clock.sleepUntil(load.clock.now() + 500);
    const pid = proberPid();
    process.kill(pid, 'SIGSTOP');
    await load.clock.sleepUntil(load.clock.now() + STOOD_STILL_MS);
    process.kill(pid, 'SIGCONT');
    await load.clock.sleepUntil(load.clock.now() + 1000);
    const measured = await load.finish();
    const counts = await server.stop();
    const late = measured.requests.filter(({ slipMs }) => slipMs > 20).length;
    expect(late).to.be.greaterThan((RATE * STOOD_STILL_MS) / 2000);
    expect(counts?.connections).to.be.lessThan(late * 0.75);
  });
});
