import { lastUpdate } from './update-configurations.ts';
import type { WarningRule } from './warning.ts';

/** The monitor that is written is not the one that acts. */
export const delayLongerThanMonitor: WarningRule = {
  code: 'delay-longer-than-monitor',
  find({ name, service }) {
    const configuration = lastUpdate(service);
    if (configuration === undefined) return [];
    const { delayMs, monitorMs } = configuration.update;
    if (delayMs <= monitorMs) return [];
    return [
      {
        message: `The update of ${name} waits longer between batches than its monitor says: Swarm then watches for the delay and a second more, and monitor means nothing.`,
        fact: `delay ${delayMs} ms > monitor ${monitorMs} ms`,
        seq: configuration.seq,
      },
    ];
  },
};
