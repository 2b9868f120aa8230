import type { CauseRule } from './cause-rule.ts';
import { explainKilledStop, stopThatEndedInKill } from './stop-that-ended-in-kill.ts';

/** The program never saw SIGTERM: a shell is PID 1, which neither acts on it nor passes it on. */
export const shellSwallowedSignal: CauseRule = {
  name: 'shell-swallowed-signal',
  explain(incident) {
    const stop = stopThatEndedInKill(incident, true);
    const created = stop && incident.run.created.get(stop.absence.container);
    if (stop === undefined || created?.shell === undefined) return undefined;
    return explainKilledStop(stop, incident, `which the shell that is its PID 1 (${created.shell}) did not pass on to the program`, [
      created.seq,
    ]);
  },
};
