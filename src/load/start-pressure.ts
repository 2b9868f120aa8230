import type { PressureSpec } from '../scenario/scenario.ts';
import type { Endpoint } from './endpoint.ts';
import { LoadProcess } from './load-process.ts';
import { fromPressure, type ToPressure } from './pressure-messages.ts';
import type { PressureReport } from './pressure-report.ts';

export interface PressureRequest {
  readonly name: string;
  readonly spec: PressureSpec;
  readonly endpoints: readonly Endpoint[];
  /** Called about once a second with what got an answer since the previous call. */
  readonly onReport: (report: PressureReport) => void;
  /** Called once when the process died by itself. Without it that is silent: pressure measures nothing. */
  readonly onFailure?: (error: Error) => void;
}

/** Background traffic that is not measured. */
export interface Pressure {
  /** Begins again with these. */
  setEndpoints(endpoints: readonly Endpoint[]): void;
  /** Resolves with the sum over all of its life, or what was reported so far when its process is gone. */
  stop(): Promise<PressureReport>;
  kill(): void;
}

const STOP_LIMIT_MS = 5000;

/**
 * Returns closed-loop background traffic by autocannon, running in a process of its own.
 * @throws ERR_LOAD_FAILED when the process does not come up.
 */
export async function startPressure(request: PressureRequest): Promise<Pressure> {
  let sum: PressureReport = { durationMs: 0, responses: 0, bytes: 0, responsesPerSecond: 0, restarts: 0 };
  const child = new LoadProcess({
    module: 'pressure-process',
    name: `The pressure "${request.name}"`,
    onMessage: (raw) => {
      const message = fromPressure.parse(raw);
      if (message.type === 'ready') child.ready();
      if (message.type === 'report') {
        sum = add(sum, message.report);
        request.onReport(message.report);
      }
      if (message.type === 'stopped') {
        sum = message.report;
        child.finish();
      }
    },
    onFailure: (error) => request.onFailure?.(error),
  });
  const tell = (message: ToPressure): void => child.tell(message);
  tell({ type: 'start', url: request.spec.url, connections: request.spec.connections, endpoints: request.endpoints });
  await child.started;
  return {
    setEndpoints: (endpoints) => tell({ type: 'endpoints', endpoints }),
    stop: async () => {
      await child.stop({ type: 'stop' } satisfies ToPressure, STOP_LIMIT_MS);
      return sum;
    },
    kill: () => child.kill(),
  };
}

function add(some: PressureReport, more: PressureReport): PressureReport {
  const durationMs = some.durationMs + more.durationMs;
  const responses = some.responses + more.responses;
  return {
    durationMs,
    responses,
    bytes: some.bytes + more.bytes,
    responsesPerSecond: durationMs === 0 ? 0 : (responses * 1000) / durationMs,
    restarts: some.restarts + more.restarts,
  };
}
