/** Measures a server with faultline's own load and analysis, in a process of its own, so that its cost can be told. Started by measure-faultline.ts. */
import { RealClock } from '../../src/clock/real-clock.ts';
import { analyse } from '../../src/analysis/analyse.ts';
import type { StreamAnalysis } from '../../src/analysis/analysis.ts';
import { figures } from '../../src/analysis/figures.ts';
import type { LoadBucketEvent } from '../../src/history/load-bucket.ts';
import { isHighRate } from '../../src/load/high-rate.ts';
import type { Prober } from '../../src/load/prober.ts';
import { startProber } from '../../src/load/start-prober.ts';
import type { LoadSpec } from '../../src/scenario/scenario.ts';
import { cpuMsOfChildren } from './cpu-ms-of-children.ts';
import { faultlineJob, type FaultlineJob, type FaultlineStream, type FromFaultline } from './faultline-job.ts';
import { historyOf } from './history-of.ts';
import { makeJson } from './make-json.ts';
import { percentile } from './percentile.ts';

/** Time for the load's process to come up before its first request is due; at a high rate it rehearses for longer. */
const LEAD_MS = 1500;
const HIGH_RATE_LEAD_MS = 8000;
/** And for the server to be told when that is. */
const MARGIN_MS = 100;
const ON_TIME_MS = 20;

process.once('message', (raw) => void measure(faultlineJob.parse(raw)));
process.on('disconnect', () => process.exit());

async function measure(job: FaultlineJob): Promise<void> {
  const clock = new RealClock();
  const buckets: LoadBucketEvent[] = [];
  const spec = specOf(job);
  const { prober, startAtMs } = await startInTime(spec, job.port, clock, buckets);
  tell({ type: 'ready', startNs: String(clock.originNs + BigInt(startAtMs) * 1_000_000n) });
  await clock.sleepUntil(startAtMs);
  const before = cpuMs();
  const made = await makeJson(job.jsonBytesPerSecond, clock, startAtMs + job.durationMs);
  await clock.sleepUntil(startAtMs + job.durationMs);
  const loadCpuMs = cpuMsOfChildren();
  await prober.stop();
  const analysis = analyse(historyOf(spec, buckets, clock));
  const streams = (analysis.load['users']?.streams ?? []).map((stream) => streamOf(stream, startAtMs, job.durationMs));
  const cpu = process.cpuUsage();
  const jsonBytesPerSecond = (made * 1000) / job.durationMs;
  tell({ type: 'measured', measurement: { streams, cpuMs: loadCpuMs + (cpu.user + cpu.system) / 1000 - before, jsonBytesPerSecond } });
  process.disconnect();
}

/** Returns the load with its first request still to come: on a busy machine its process may take longer than thought to come up. */
async function startInTime(
  spec: LoadSpec,
  port: number,
  clock: RealClock,
  buckets: LoadBucketEvent[],
): Promise<{ readonly prober: Prober; readonly startAtMs: number }> {
  for (let leadMs = isHighRate(spec) ? HIGH_RATE_LEAD_MS : LEAD_MS; ; leadMs *= 2) {
    const startAtMs = Math.ceil(clock.now() + leadMs);
    const prober = await startProber({
      load: 'users',
      spec,
      clock,
      startAtMs,
      endpoints: [{ address: '127.0.0.1', port }],
      onBucket: (bucket) => buckets.push(bucket),
      onFailure: (error) => {
        throw error;
      },
    });
    if (clock.now() < startAtMs - MARGIN_MS) return { prober, startAtMs: prober.startMs };
    prober.kill();
    buckets.length = 0;
  }
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return cpuMsOfChildren() + (user + system) / 1000;
}

function specOf({ port, ratePerSecond, timeoutMs, streams }: FaultlineJob): LoadSpec {
  return {
    url: `http://127.0.0.1:${port}/`,
    ratePerSecond,
    timeoutMs,
    method: 'GET',
    headers: {},
    streams,
    expect: { status: [200] },
    route: 'auto',
  };
}

function streamOf(stream: StreamAnalysis, startMs: number, durationMs: number): FaultlineStream {
  const { due, ok, failed, availability, errors, latencyMs, schedule } = figures(stream, {
    fromMs: startMs,
    untilMs: startMs + durationMs,
  });
  const slips = Array.from(stream.requests.slipMs).filter((ms) => !Number.isNaN(ms));
  return {
    stream: stream.stream,
    due,
    ok,
    failed,
    unsent: schedule.unsent,
    availability: known(availability),
    p99Ms: known(latencyMs.p99),
    errors,
    slipP50Ms: percentile(slips, 0.5) ?? null,
    slipP99Ms: known(schedule.slipP99Ms),
    onTimeShare: slips.filter((ms) => ms <= ON_TIME_MS).length / stream.requests.n,
    spoiledBuckets: stream.spoiled.length,
    outages: stream.outages.map((outage) => ({ ...outage, fromMs: outage.fromMs - startMs, untilMs: outage.untilMs - startMs })),
  };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function tell(message: FromFaultline): void {
  process.send?.(message);
}
