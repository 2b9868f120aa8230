import { monotonicOffsetMs } from '../clock/monotonic-offset.ts';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { loadProbe } from './load-probe.ts';
import { OpenLoop, type OpenLoopOptions } from './open-loop.ts';
import type { FromProber } from './from-prober.ts';
import { raisePriority } from './raise-priority.ts';
import { takeRealTimePriority } from './real-time-priority.ts';
import { rehearse } from './rehearsal.ts';
import { HarnessMeter } from './self-check/harness-meter.ts';
import { isToProber, type StartProbing } from './to-prober.ts';

// Ctrl-C goes to every process of the terminal. The parent decides what becomes of the load; without a parent it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit(0));

raisePriority();

let loop: OpenLoop | undefined;

process.on('message', (message: unknown) => {
  if (!isToProber(message)) return;
  switch (message.type) {
    case 'start':
      void start(message).catch(fail);
      break;
    case 'endpoints':
      loop?.setEndpoints(message.endpoints);
      break;
    case 'stop':
      void loop?.stop().then(() => tell({ type: 'stopped' }));
      break;
  }
});

async function start({ originNs, startAtMs, ...rest }: StartProbing): Promise<void> {
  takeRealTimePriority(rest.spec);
  const offsetMs = monotonicOffsetMs(BigInt(originNs));
  const now = (): number => performance.now() + offsetMs;
  const probe = await loadProbe(rest.spec.probe);
  const meter = new HarnessMeter();
  const options: OpenLoopOptions = {
    ...rest,
    probe,
    startMs: startAtMs,
    now,
    readHarness: (nowMs) => meter.read(nowMs),
    emit: (bucket) => tell({ type: 'bucket', bucket }),
    onVersion: (answered) => tell({ type: 'version', answered }),
  };
  await rehearse(options);
  const startMs = Math.max(startAtMs, Math.ceil(now()));
  loop = new OpenLoop({ ...options, startMs });
  loop.start();
  tell({ type: 'ready', startMs });
}

function fail(error: unknown): void {
  const hint = error instanceof FaultlineError ? error.hint : undefined;
  const code = error instanceof FaultlineError && error.code === 'ERR_SCENARIO_INVALID' ? error.code : 'ERR_LOAD_FAILED';
  tell({ type: 'failed', code, message: describeError(error), ...(hint === undefined ? {} : { hint }) });
}

function tell(message: FromProber): void {
  // A parent that is gone is noticed by `disconnect`.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
