import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { RunContext } from './run-context.ts';

const INTERVAL_MS = 1000;
const RESOLUTION_MS = 10;
const NS_PER_MS = 1e6;
const US_PER_MS = 1e3;

/** Writes every second how the harness itself is doing, until the signal aborts. */
export async function monitorHarness({ clock, recorder }: Pick<RunContext, 'clock' | 'recorder'>, signal: AbortSignal): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  try {
    for (let at = clock.now(), cpu = process.cpuUsage(); ; cpu = process.cpuUsage()) {
      at += INTERVAL_MS;
      await clock.sleepUntil(at, signal);
      const used = process.cpuUsage(cpu);
      const beyond = (ns: number) => Math.max(0, round(ns / NS_PER_MS - RESOLUTION_MS));
      recorder.append({
        type: 'harness',
        eventLoopDelayMs: { p99: beyond(delay.percentile(99)), max: beyond(delay.max) },
        cpuShare: round((used.user + used.system) / US_PER_MS / INTERVAL_MS),
        rssBytes: process.memoryUsage.rss(),
      });
      delay.reset();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    delay.disable();
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
