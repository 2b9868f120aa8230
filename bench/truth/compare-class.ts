import { join } from 'node:path';
import { compareOutages } from './compare-outages.ts';
import type { Comparison } from './comparison.ts';
import type { Episode, FaultClass } from './fault-class.ts';
import { FaultSite, SERVICE_MS } from './fault-site.ts';
import type { FaultlineStream } from './faultline-job.ts';
import { measureFaultline } from './measure-faultline.ts';
import { measureTool } from './measure-tool.ts';
import type { Tool } from './tools/tool.ts';
import { truthOf, type Truth } from './truth-of.ts';

/** Everything that the runs of one class and repetition have in common. */
export interface ClassRun {
  readonly fault: FaultClass;
  readonly repetition: number;
  readonly seconds: number;
  readonly episode: Episode;
  /** The server's program. */
  readonly server: string;
}

/** Returns one run of faultline beside the truth, each of its streams for itself. */
export async function compareFaultline(run: ClassRun, ratePerSecond: number): Promise<Comparison[]> {
  const durationMs = run.seconds * 1000;
  const { timeoutMs } = run.episode;
  const site = await FaultSite.open(run.server, run.fault, run.episode, 'told');
  const job = { port: site.port, ratePerSecond, timeoutMs, durationMs, streams: ['new', 'keep-alive'] as const, jsonBytesPerSecond: 0 };
  const { startNs, measured } = await measureFaultline({ ...job, streams: [...job.streams] });
  site.beginAt(startNs);
  const { streams, cpuMs } = await measured;
  const truth = truthOf(await site.close(startNs), { durationMs, timeoutMs, serviceMs: SERVICE_MS });
  return streams.map((stream) => ({
    ...common(run, truth),
    tool: `faultline ${ratePerSecond}/s ${stream.stream}`,
    ratePerSecond,
    ...faultlineFigures(stream, truth),
    cpuMs,
  }));
}

function faultlineFigures(stream: FaultlineStream, truth: Truth): Pick<Comparison, 'reported' | 'outages' | 'schedule'> {
  const { ok, failed, p99Ms, outages, slipP99Ms, unsent, spoiledBuckets } = stream;
  const longestOutageMs = outages.reduce((longest, { fromMs, untilMs }) => Math.max(longest, untilMs - fromMs), 0);
  const { edges, ...counts } = compareOutages(outages, truth.outages);
  return {
    reported: { ok, failed, p99Ms, longestOutageMs },
    outages: { edges: [...edges], ...counts },
    schedule: { slipP99Ms, unsent, spoiledBuckets },
  };
}

/** Returns one run of a load tool beside the truth. */
export async function compareTool(run: ClassRun, tool: Tool, ratePerSecond: number): Promise<Comparison> {
  const { timeoutMs } = run.episode;
  const site = await FaultSite.open(run.server, run.fault, run.episode, 'first request');
  const file = join(import.meta.dirname, 'results', `tool-${process.pid}-${site.port}.log`);
  const url = `http://127.0.0.1:${site.port}/`;
  const measuring = measureTool(tool, { url, port: site.port, ratePerSecond, seconds: run.seconds, timeoutMs, file });
  const silent = measuring.then(() => {
    throw new Error(`${tool.name} ended without having sent a request.`);
  });
  const startNs = await Promise.race([site.beginWithFirstRequest(), silent]);
  silent.catch(() => undefined);
  const { report, cpuMs } = await measuring;
  const truth = truthOf(await site.close(startNs), { durationMs: run.seconds * 1000, timeoutMs, serviceMs: SERVICE_MS });
  const reported =
    report === undefined ? null : { ok: report.ok, failed: report.failed, p99Ms: report.p99Ms ?? null, longestOutageMs: null };
  return { ...common(run, truth), tool: tool.name, ratePerSecond, reported, cpuMs };
}

function common(
  { fault, repetition, seconds }: ClassRun,
  { availability, p99Ms, longestOutageMs }: Truth,
): Pick<Comparison, 'fault' | 'repetition' | 'durationMs' | 'truth'> {
  return { fault: fault.name, repetition, durationMs: seconds * 1000, truth: { availability, p99Ms, longestOutageMs } };
}
