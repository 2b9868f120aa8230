import type { CauseRule } from './cause-rule.ts';
import { explainKilledStop, stopThatEndedInKill } from './stop-that-ended-in-kill.ts';

/** The process went on in spite of SIGTERM, until the engine lost patience: whatever it was doing then was cut off. */
export const sigtermIgnored: CauseRule = {
  name: 'sigterm-ignored',
  explain(incident) {
    const stop = stopThatEndedInKill(incident, false);
    return stop && explainKilledStop(stop, incident, 'did not end');
  },
};
