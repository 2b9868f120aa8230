import { FaultlineError } from '../errors/faultline-error.ts';
import type { Endpoint } from './endpoint.ts';
import { LoadProcess } from './load-process.ts';
import { fromProber } from './from-prober.ts';
import type { Prober, ProberRequest } from './prober.ts';
import { responseRules } from './response-rules.ts';
import type { ToProber } from './to-prober.ts';

/** On top of the deadline: how long the process may take to hand over what it has measured. */
const STOP_GRACE_MS = 10_000;

/**
 * Returns the measuring load, running in a process of its own, ready to send its first request at `startAtMs`; when that has passed it starts at once,
 * and the first bucket tells when. The second stream is half an arrival interval behind the first. After a failure `stop` resolves without more buckets.
 * @throws ERR_LOAD_FAILED when the process does not come up.
 * @throws ERR_SCENARIO_INVALID when a pattern, the method or a header of the load cannot be used.
 */
export async function startProber(request: ProberRequest): Promise<Prober> {
  const { load, spec, clock, startAtMs, forMs, endpoints } = request;
  let startMs = startAtMs;
  // Known here already: no process needed to find out.
  responseRules(spec);
  const child = new LoadProcess({
    module: 'prober-process',
    loadsModules: spec.probe !== undefined,
    name: `The load "${load}"`,
    onMessage: (raw) => receive(raw, child, { ...request, onReady: (ms) => (startMs = ms) }),
    onFailure: request.onFailure,
  });
  const tell = (message: ToProber): void => child.tell(message);
  tell({ type: 'start', load, spec, originNs: String(clock.originNs), startAtMs, ...(forMs === undefined ? {} : { forMs }), endpoints });
  await child.started;
  return {
    startMs,
    setEndpoints: (changed: readonly Endpoint[]) => tell({ type: 'endpoints', endpoints: changed }),
    stop: () => child.stop({ type: 'stop' } satisfies ToProber, spec.timeoutMs + STOP_GRACE_MS),
    kill: () => child.kill(),
  };
}

interface Receiver extends Pick<ProberRequest, 'onBucket' | 'onVersion'> {
  readonly onReady: (startMs: number) => void;
}

function receive(raw: unknown, child: LoadProcess, { onReady, onBucket, onVersion }: Receiver): void {
  const message = fromProber.parse(raw);
  switch (message.type) {
    case 'ready':
      onReady(message.startMs);
      child.ready();
      break;
    case 'bucket':
      onBucket(message.bucket);
      break;
    case 'version':
      onVersion?.(message.answered);
      break;
    case 'stopped':
      child.finish();
      break;
    case 'failed':
      child.fail(new FaultlineError(message.code, message.message, { hint: message.hint }));
      break;
  }
}
