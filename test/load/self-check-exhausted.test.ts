import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { LoadBucketEvent } from '../../src/history/load-bucket.ts';
import { judgeMeasured, type Judge } from './support/judge-measured.ts';
import { killLoads, measurement, plainSpec, startLoad } from './support/measure.ts';
import { proberPid } from './support/prober-pid.ts';
import { closeServers, serverProcess } from './support/servers.ts';

const spec = { ...plainSpec, ratePerSecond: 200 };
/** Fewer than the load process has open anyway: it gets no more. */
const FEW = 10;
const MANY = 4096;

const expectations = [
  ['availability', { is: '>= 99.9%' }],
  ['outage', { longest: '<= 300ms' }],
  ['outage', { count: 0 }],
] as const;

function expectDoubt(judge: Judge, reason: RegExp): void {
  for (const [kind, options] of expectations) {
    const { verdict, message } = judge(kind, options);
    expect(verdict, message).to.equal('inconclusive');
    expect(message).to.match(reason, message);
  }
}

function expectNoPass(judge: Judge): void {
  for (const [kind, options] of expectations) {
    const { verdict, message } = judge(kind, options);
    expect(verdict, message).to.not.equal('passed');
  }
}

function limitDescriptors(limit: number): void {
  execFileSync('prlimit', ['--pid', String(proberPid()), `--nofile=${limit}:${MANY}`]);
}

async function withoutDescriptors(address: string | undefined, down: boolean): Promise<Judge> {
  const server = await serverProcess();
  const load = await startLoad({ ...spec, streams: ['new'] }, [{ ...server.endpoint, ...(address === undefined ? {} : { address }) }]);
  await load.clock.sleepUntil(load.clock.now() + 1000);
  limitDescriptors(FEW);
  if (down) server.process.kill('SIGSTOP');
  await load.clock.sleepUntil(load.clock.now() + 1500);
  server.process.kill('SIGCONT');
  limitDescriptors(MANY);
  await load.clock.sleepUntil(load.clock.now() + 1000);
  return judgeMeasured(await load.finish(), { ...spec, streams: ['new'] });
}

/** In a network namespace of its own, whose local ports are few. */
async function withoutPorts(how: 'good' | 'down'): Promise<Judge> {
  const script = fileURLToPath(new URL('support/measure-in-namespace.ts', import.meta.url));
  const prepare = 'ip link set lo up && echo "40000 40060" > /proc/sys/net/ipv4/ip_local_port_range';
  const command = `${prepare} && exec "${process.execPath}" --import tsx "${script}" ${how}`;
  const { stdout } = await promisify(execFile)('unshare', ['--net', '--map-root-user', 'sh', '-c', command], { maxBuffer: 2 ** 26 });
  return judgeMeasured(measurement(JSON.parse(stdout) as LoadBucketEvent[]), spec);
}

describe('a load whose machine runs out', function () {
  this.timeout(60_000);
  afterEach(killLoads);
  afterEach(closeServers);

  it('of file descriptors accuses no server, and says which limit to raise', async () => {
    expectDoubt(await withoutDescriptors(undefined, false), /out of file descriptors: this process may have \d+ \(ulimit -n\)/);
  });

  it('of file descriptors cannot look up a name, and does not call that an outage of DNS', async () => {
    expectDoubt(await withoutDescriptors('localhost', false), /out of file descriptors/);
  });

  it('of file descriptors lets no server pass that was down meanwhile', async () => {
    expectNoPass(await withoutDescriptors(undefined, true));
  });

  it('of local ports accuses no server, and says which range to widen', async () => {
    expectDoubt(await withoutPorts('good'), /local ports are used up: .* 40000–40060 .*ip_local_port_range/);
  });

  it('of local ports lets no server pass that was down meanwhile', async () => {
    expectNoPass(await withoutPorts('down'));
  });
});
