import { uptime } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ClockWatch, type ClockJump, type ClockReading } from '../clock/clock-watch.ts';
import type { RunContext } from './run-context.ts';

const INTERVAL_MS = 1000;
const RESOLUTION_MS = 10;
const MS_PER_S = 1000;
const SAME_INSTANT_MS = 10;
const NS_PER_MS = 1e6;
const US_PER_MS = 1e3;

/** Writes every second how the harness itself is doing, until the signal aborts. */
export async function monitorHarness({ clock, recorder }: Pick<RunContext, 'clock' | 'recorder'>, signal: AbortSignal): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const clocks = new ClockWatch();
  clocks.observe(readClocks());
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
      for (const warning of clockWarnings(clocks.observe(readClocks()))) recorder.append({ type: 'warning', ...warning });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    delay.disable();
  }
}

function readClocks(): ClockReading {
  // Again when this process was interrupted between the readings, which would look like a jump.
  for (;;) {
    const monotonicMs = performance.now();
    const reading = { monotonicMs, uptimeMs: uptime() * MS_PER_S, wallMs: Date.now() };
    if (performance.now() - monotonicMs < SAME_INSTANT_MS) return reading;
  }
}

/** Returns what a jump of the clocks means for what is measured; nothing when none jumped. */
export function clockWarnings({ suspendedMs, steppedMs }: ClockJump): { readonly code: string; readonly message: string }[] {
  const seconds = (ms: number) => `${(Math.abs(ms) / MS_PER_S).toFixed(1)} s`;
  const suspended = `This machine was suspended for ${seconds(suspendedMs)}. The run's clock stood still meanwhile, its containers' too; what was on its way then is not evidence.`;
  const stepped =
    `This machine's wall clock was set ${steppedMs > 0 ? 'forward' : 'back'} by ${seconds(steppedMs)} during the run. ` +
    "Availability, outages and latency are measured with another clock; but the times of the engine's events and logs are off by that much from here on.";
  return [
    ...(suspendedMs === 0 ? [] : [{ code: 'machine-suspended', message: suspended }]),
    ...(steppedMs === 0 ? [] : [{ code: 'wall-clock-set', message: stepped }]),
  ];
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
