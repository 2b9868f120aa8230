import type { HistoryEvent, HistoryEventOf } from '../history/history-event.ts';
import type { Outage } from './analysis.ts';

/** A cause shows within this time; what lies further back is not blamed. */
const WITHIN_MS = 5000;

const disturbing: ReadonlySet<string> = new Set(['die', 'kill', 'stop', 'oom', 'pause', 'restart', 'destroy', 'disconnect']);

type Suspect = HistoryEventOf<'step'> | HistoryEventOf<'engine-event'>;

/**
 * Returns what most likely caused an outage: the last fault that was injected, or else the last disturbing event of the engine, in the
 * five seconds before its first failed request had ended. Undefined when the history does not explain it.
 */
export function causeOf(events: readonly HistoryEvent[], outage: Pick<Outage, 'fromMs'>, firstFailedEndMs: number): Outage['cause'] {
  const near = events.filter((event): event is Suspect => {
    if (event.type !== 'step' && event.type !== 'engine-event') return false;
    // A graceful stop disturbs when it ends, up to its whole grace period after it was asked for.
    const lastMs = event.type === 'step' ? Math.max(event.atMs, event.doneMs) : event.atMs;
    return event.atMs <= firstFailedEndMs && lastMs >= outage.fromMs - WITHIN_MS;
  });
  const fault = near.findLast((event) => event.type === 'step' && event.fault !== undefined && event.outcome === 'injected');
  const cause = fault ?? near.findLast((event) => event.type === 'engine-event' && disturbs(event));
  return cause === undefined ? undefined : { seq: cause.seq, text: `${describe(cause)} ${distance(outage.fromMs - cause.atMs)}` };
}

function disturbs({ action, health }: HistoryEventOf<'engine-event'>): boolean {
  return disturbing.has(action) || health === 'unhealthy';
}

function describe(cause: Suspect): string {
  if (cause.type === 'step') {
    const targets = cause.targets.length === 0 ? '' : ` on ${cause.targets.join(', ')}`;
    return `step ${cause.step} "${cause.label}" (${cause.fault ?? 'wait'}${targets})`;
  }
  if (cause.action === 'die') return `${cause.container} died with exit code ${cause.exitCode ?? 'unknown'}`;
  if (cause.health !== undefined) return `${cause.container} became ${cause.health}`;
  return `${cause.container}: ${cause.action}`;
}

function distance(ms: number): string {
  return ms >= 0 ? `${ms.toFixed(0)} ms before` : `${(-ms).toFixed(0)} ms after the first request that failed was due`;
}
