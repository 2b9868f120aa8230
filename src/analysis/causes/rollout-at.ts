import type { HistoryEventOf, UpdateSettings } from '../../history/history-event.ts';
import type { RolloutAnalysis } from '../analysis.ts';
import { SKEW_MS, type Incident } from './incident.ts';

/** A rollout with the settings that it follows. */
export interface RolloutAt {
  readonly rollout: RolloutAnalysis;
  readonly settings: UpdateSettings;
  readonly configuration: HistoryEventOf<'service'>;
}

/** The last task is stopped before the rollout is called completed, and its container may end after that. */
const AFTER_MS = 2000;

/** Returns the rollout or rollback that was under way at an instant; undefined when none was. */
export function rolloutAt({ subject }: Pick<Incident, 'subject'>, atMs: number): RolloutAt | undefined {
  const service = subject?.service;
  const rollout = service?.rollouts.findLast(
    ({ startedMs, endedMs }) => startedMs <= atMs + SKEW_MS && atMs <= (endedMs ?? Infinity) + AFTER_MS,
  );
  if (service === undefined || rollout === undefined) return undefined;
  // The service's event may be seen a little after the rollout that it sets going.
  const configuration = service.configurations.findLast(({ t }) => t <= rollout.startedMs + 2 * SKEW_MS) ?? service.configurations[0];
  return configuration && { rollout, configuration, settings: rollout.kind === 'rollback' ? configuration.rollback : configuration.update };
}
