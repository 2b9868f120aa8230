import { lastUpdate, watchedMs } from './update-configurations.ts';
import type { WarningRule } from './warning.ts';

/** Swarm stops watching a new task before its health check can have failed. */
export const monitorTooShort: WarningRule = {
  code: 'monitor-too-short',
  find({ name, service }) {
    const configuration = lastUpdate(service);
    if (configuration?.healthcheck === undefined) return [];
    const { startPeriodMs, intervalMs, retries } = configuration.healthcheck;
    const sickMs = startPeriodMs + intervalMs * retries;
    if (watchedMs(configuration.update) >= sickMs) return [];
    return [
      {
        message: `The update of ${name} is called completed before its health check can tell that a new task is sick: make monitor longer than start_period + interval × retries.`,
        fact: `monitor ${configuration.update.monitorMs} ms < start_period ${startPeriodMs} ms + interval ${intervalMs} ms × retries ${retries} = ${sickMs} ms`,
        seq: configuration.seq,
      },
    ];
  },
};
