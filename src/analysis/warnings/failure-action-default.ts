import { lastUpdate } from './update-configurations.ts';
import type { WarningRule } from './warning.ts';

/** What happens to a bad update was left to Swarm's default. Attached services do not tell what was chosen. */
export const failureActionDefault: WarningRule = {
  code: 'failure-action-default',
  find({ name, service }) {
    const configuration = lastUpdate(service);
    const written = configuration?.written;
    if (configuration?.update.failureAction !== 'pause' || written === undefined) return [];
    if (written.includes('update_config.failure_action')) return [];
    return [
      {
        message: `The update of ${name} leaves failure_action at its default: a bad version stops the update half-way, with both versions running, until somebody acts. Write failure_action: rollback, or pause to say that it is meant.`,
        fact: `failure_action pause, not written (written: ${written.length === 0 ? 'nothing' : written.join(', ')})`,
        seq: configuration.seq,
      },
    ];
  },
};
