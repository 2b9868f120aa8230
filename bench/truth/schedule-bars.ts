import { cpus } from 'node:os';
import type { Bar } from './bar.ts';
import type { FaultlineJob, FaultlineMeasurement } from './faultline-job.ts';
import { SERVICE_MS } from './fault-site.ts';
import { measureFaultline } from './measure-faultline.ts';
import { spread } from './spread.ts';
import { TruthServer } from './truth-server.ts';

const SLIP_MS = 2;
const ON_TIME = 0.99;
const JSON_BYTES_PER_SECOND = 50e6;

const common = { port: 0, timeoutMs: 1000, jsonBytesPerSecond: 0 };

/** Returns whether the load keeps its schedule, on `repetitions` runs each. */
export async function scheduleBars(server: string, repetitions: number, seconds: number): Promise<Bar[]> {
  return [await slipBar(server, repetitions, seconds), await onTimeBar(server, repetitions, seconds)];
}

async function slipBar(server: string, repetitions: number, seconds: number): Promise<Bar> {
  const job: FaultlineJob = {
    ...common,
    ratePerSecond: 500,
    durationMs: seconds * 1000,
    streams: ['new', 'keep-alive'],
    jsonBytesPerSecond: JSON_BYTES_PER_SECOND,
  };
  const runs = await repeat(server, repetitions, job);
  const slip = spread(runs.map(({ streams }) => Math.max(...streams.map(({ slipP99Ms }) => slipP99Ms ?? Infinity))));
  const bytes = spread(runs.map(({ jsonBytesPerSecond }) => jsonBytesPerSecond));
  const made = (bytes?.median ?? 0) >= JSON_BYTES_PER_SECOND * 0.95;
  return {
    name: 'send slip at 500/s',
    required: `p99 ≤ ${SLIP_MS} ms while the main process makes ${JSON_BYTES_PER_SECOND / 1e6} MB of JSON a second`,
    measured: `p99 ${text(slip?.median)} ms [${text(slip?.lowest)}…${text(slip?.highest)}], with ${((bytes?.median ?? 0) / 1e6).toFixed(0)} MB/s`,
    // A machine that could not even do that was busy with something else.
    result: !made ? 'undecided' : (slip?.median ?? Infinity) > SLIP_MS ? 'missed' : 'met',
  };
}

async function onTimeBar(server: string, repetitions: number, seconds: number): Promise<Bar> {
  const job: FaultlineJob = { ...common, ratePerSecond: 10_000, durationMs: seconds * 1000, streams: ['keep-alive'] };
  const runs = await repeat(server, repetitions, job, separate());
  const share = spread(runs.map(({ streams }) => streams[0]?.onTimeShare ?? 0));
  const slip = spread(runs.map(({ streams }) => streams[0]?.slipP99Ms ?? Infinity));
  const cpu = spread(runs.map(({ cpuMs }) => cpuMs / job.durationMs));
  const percent = (value: number | undefined): string => ((value ?? 0) * 100).toFixed(2);
  return {
    name: '10,000/s on one processor',
    required: `≥ ${ON_TIME * 100} % of all due requests sent within 20 ms after they were due`,
    measured: `${percent(share?.median)} % [${percent(share?.lowest)}…${percent(share?.highest)}], slip p99 ${text(slip?.median)} ms, ${percent(cpu?.median)} % of the processor`,
    result: (share?.median ?? 0) >= ON_TIME ? 'met' : 'missed',
  };
}

/** The server must not run where faultline does. The system's interrupts come to the first processor: faultline gets the last. */
function separate(): Processors {
  const last = cpus().length - 1;
  return last === 0 ? { ofFaultline: 0 } : { ofFaultline: last, ofServer: 0 };
}

interface Processors {
  readonly ofFaultline?: number;
  readonly ofServer?: number;
}

async function repeat(file: string, repetitions: number, job: FaultlineJob, on: Processors = {}): Promise<FaultlineMeasurement[]> {
  const runs: FaultlineMeasurement[] = [];
  for (let run = 0; run < repetitions; run += 1) {
    const server = await TruthServer.start({ file, script: [], serviceMs: SERVICE_MS, cpu: on.ofServer });
    const { measured } = await measureFaultline({ ...job, port: server.port }, on.ofFaultline);
    runs.push(await measured);
    await server.stop();
  }
  return runs;
}

function text(ms: number | undefined): string {
  return (ms ?? Number.NaN).toFixed(2);
}
