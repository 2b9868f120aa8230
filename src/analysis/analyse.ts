import { FaultlineError } from '../errors/faultline-error.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { Analysis, Window } from './analysis.ts';
import { withCauses } from './causes/find-causes.ts';
import { loadOf } from './load-analysis.ts';
import { recoveryOf } from './recovery.ts';
import { subjectsOf } from './subjects.ts';
import { findWarnings } from './warnings/find-warnings.ts';
import { sameWindows, windowsOf } from './windows.ts';

export interface AnalyseOptions {
  /** The history is still being written, and this part of it is asked about: requests outside are left out, every window means this one. */
  readonly soFar?: Window;
  /** Whether to look for the causes of outages (default: once the history is complete; what waits for a condition asks again and again). */
  readonly causes?: boolean;
}

/** Returns what a history says. @throws ERR_HISTORY_INVALID when it does not begin with run-started, or holds requests that cannot be decoded. */
export function analyse(events: readonly HistoryEvent[], { soFar, causes = soFar === undefined }: AnalyseOptions = {}): Analysis {
  const started = events[0];
  if (started?.type !== 'run-started') {
    throw new FaultlineError('ERR_HISTORY_INVALID', 'The history does not begin with a run-started event.');
  }
  const ended = events.findLast((event) => event.type === 'run-ended');
  const subjects = subjectsOf(events);
  const load = loadOf(events, soFar);
  const parts = {
    windows: soFar === undefined ? windowsOf(events) : sameWindows(soFar),
    load: causes ? withCauses(load, { events, subjects }) : load,
    steps: events.filter((event) => event.type === 'step'),
    steadyStates: events.filter((event) => event.type === 'steady-state'),
    subjects,
  };
  return {
    run: started.run,
    startedAt: started.wall,
    durationMs: ended?.durationMs ?? events.at(-1)?.t ?? 0,
    ended: ended?.reason ?? 'unknown',
    scenario: started.scenario,
    ...(started.engine === undefined ? {} : { engine: started.engine }),
    ...parts,
    undos: events.filter((event) => event.type === 'undo'),
    recovery: recoveryOf(parts),
    gaps: events.flatMap((event) =>
      event.type === 'events-resumed' && event.gap ? [{ fromMs: event.t - event.lostMs, untilMs: event.t }] : [],
    ),
    warnings: [
      ...events.flatMap((event) => (event.type === 'warning' ? [{ code: event.code, message: event.message, seq: event.seq }] : [])),
      ...findWarnings(parts),
    ],
    errors: events.flatMap((event) => (event.type === 'error' ? [errorOf(event)] : [])),
    events,
    ...(soFar === undefined ? {} : { soFar }),
  };
}

function errorOf({ code, message, hint, seq }: Extract<HistoryEvent, { type: 'error' }>): Analysis['errors'][number] {
  return { code, message, ...(hint === undefined ? {} : { hint }), seq };
}
