import type { Endpoint } from './endpoint.ts';
import { PressureGenerator } from './pressure-generator.ts';
import { toPressure, type FromPressure, type StartPressing } from './pressure-messages.ts';
import { ThroughputCounter } from './throughput-counter.ts';

const REPORT_MS = 1000;

// Ctrl-C goes to every process of the terminal. The parent decides what becomes of the load; without a parent it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit(0));

const recent = new ThroughputCounter(performance.now());
const total = new ThroughputCounter(performance.now());
let request: StartPressing | undefined;
let generators: readonly PressureGenerator[] = [];

process.on('message', (raw) => {
  const message = toPressure.parse(raw);
  switch (message.type) {
    case 'start':
      start(message);
      break;
    case 'endpoints':
      press(message.endpoints);
      break;
    case 'stop':
      press([]);
      tell({ type: 'stopped', report: total.report(performance.now()) });
      break;
  }
});

function start(message: StartPressing): void {
  request = message;
  for (const counter of [recent, total]) counter.reset(performance.now());
  press(message.endpoints);
  setInterval(report, REPORT_MS);
  tell({ type: 'ready' });
}

/** Leaves the previous endpoints alone and presses on these, each with its share of the connections. */
function press(endpoints: readonly Endpoint[]): void {
  for (const generator of generators) generator.stop();
  const { url, connections } = request ?? { url: '', connections: 0 };
  generators = endpoints.map((endpoint, index) => {
    const share = Math.floor((connections + endpoints.length - 1 - index) / endpoints.length);
    return new PressureGenerator(endpoint, { url, connections: Math.max(1, share), onResponse, onRestart });
  });
}

function onResponse(bytes: number): void {
  for (const counter of [recent, total]) {
    counter.responses += 1;
    counter.bytes += bytes;
  }
}

function onRestart(): void {
  for (const counter of [recent, total]) counter.restarts += 1;
}

function report(): void {
  const nowMs = performance.now();
  tell({ type: 'report', report: recent.report(nowMs) });
  recent.reset(nowMs);
}

function tell(message: FromPressure): void {
  // A parent that is gone is noticed by `disconnect`.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
