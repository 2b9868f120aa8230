import type { HistoryEventOf } from '../../history/history-event.ts';
import type { RolloutAnalysis, ServiceAnalysis } from '../analysis.ts';

export interface UpdateRun {
  readonly rollout: RolloutAnalysis;
  readonly configuration: HistoryEventOf<'service'>;
}

/** The service's event may be seen a little after the rollout that it sets going. */
const SEEN_LATE_MS = 500;

/** Returns the updates (not the rollbacks) of a service, each with the configuration that it followed. */
export function updatesOf({ rollouts, configurations }: ServiceAnalysis): readonly UpdateRun[] {
  return rollouts
    .filter(({ kind }) => kind === 'update')
    .flatMap((rollout) => {
      const configuration = configurations.findLast(({ t }) => t <= rollout.startedMs + SEEN_LATE_MS) ?? configurations[0];
      return configuration === undefined ? [] : [{ rollout, configuration }];
    });
}

/** Returns the configuration of the last update; undefined when there was none, so that its settings did not matter. */
export function lastUpdate(service: ServiceAnalysis): HistoryEventOf<'service'> | undefined {
  return updatesOf(service).at(-1)?.configuration;
}

/** Returns how long Swarm watches a new task: with a delay at least as long as the monitor, a second longer than the delay (swarmkit's updater.go). */
export function watchedMs({ monitorMs, delayMs }: HistoryEventOf<'service'>['update']): number {
  return delayMs >= monitorMs ? delayMs + 1000 : monitorMs;
}
