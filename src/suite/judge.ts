import { judgeAll } from '../checks/judge-all.ts';
import { judgeSteady } from '../checks/judge-steady.ts';
import { analyse } from '../analysis/analyse.ts';
import type { Judge } from '../run/run-request.ts';

/** Checks of what happened, as against what was measured: only these are worth waiting for after the timeline. */
const aboutEvents = new Set(['exit', 'restarts', 'health', 'state', 'logs', 'events']);

/** What a run asks of analysis and checks while it is under way. */
export const judge: Judge = {
  holds: judgeSteady,
  settled(expectations, events) {
    const waitFor = expectations.filter(({ kind }) => aboutEvents.has(kind));
    if (waitFor.length === 0) return true;
    const analysis = analyse(events.filter(({ type }) => type !== 'load-bucket'));
    return judgeAll(waitFor, analysis).every(({ verdict }) => verdict === 'passed');
  },
};
