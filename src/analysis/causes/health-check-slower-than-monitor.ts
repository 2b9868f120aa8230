import type { HistoryEventOf } from '../../history/history-event.ts';
import type { ContainerAnalysis, RolloutAnalysis, TaskAnalysis } from '../analysis.ts';
import { taskContainerName } from '../task-container-name.ts';
import { updatesOf, watchedMs } from '../warnings/update-configurations.ts';
import { evidenceOf, type CauseRule } from './cause-rule.ts';
import { faultOn } from './began-by.ts';
import type { Incident } from './incident.ts';
import { sayMs } from './say.ts';

/**
 * Swarm stops watching a new task before its health check can have failed, so that a sick version goes live everywhere.
 * @see swarmkit manager/orchestrator/update/updater.go
 */
export const healthCheckSlowerThanMonitor: CauseRule = {
  name: 'health-check-slower-than-monitor',
  explain(incident) {
    const { subject, outage } = incident;
    if (subject?.service === undefined) return undefined;
    const { service } = subject;
    for (const { rollout, configuration } of updatesOf(service).toReversed()) {
      const check = configuration.healthcheck;
      if (check === undefined || rollout.state !== 'completed' || rollout.startedMs > outage.untilMs) continue;
      const sickMs = check.startPeriodMs + check.intervalMs * check.retries;
      const monitorMs = watchedMs(configuration.update);
      const found = monitorMs < sickMs ? sickTask(service.tasks, rollout, { incident, sickMs }) : undefined;
      if (found === undefined) continue;
      const { task, unhealthy } = found;
      const evidence = evidenceOf([unhealthy.seq, rollout.transitions.at(-1)?.seq, configuration.seq]);
      const text = `version ${task.version} of ${subject.name} is sick, and its update was called completed before anyone could know: Swarm watched each new task for ${sayMs(monitorMs)}, but the health check needs ${sayMs(sickMs)} to fail (${checkText(check)}); task ${task.task} turned unhealthy ${sayMs(unhealthy.atMs - (task.runningMs ?? task.createdMs))} after it ran`;
      return evidence && { text, evidence };
    }
    return undefined;
  },
};

function checkText({ startPeriodMs, intervalMs, retries }: NonNullable<HistoryEventOf<'service'>['healthcheck']>): string {
  const start = startPeriodMs === 0 ? '' : `start_period ${sayMs(startPeriodMs)} + `;
  return `${start}interval ${sayMs(intervalMs)} × retries ${retries}`;
}

interface SickTask {
  readonly task: TaskAnalysis;
  readonly unhealthy: ContainerAnalysis['health'][number];
}

/** A task that the update made, and that turned unhealthy by itself when nobody watched any more. */
function sickTask(
  tasks: readonly TaskAnalysis[],
  { startedMs, endedMs = Infinity }: RolloutAnalysis,
  { incident, sickMs }: { readonly incident: Incident; readonly sickMs: number },
): SickTask | undefined {
  const { subject, run, outage, routed } = incident;
  for (const task of tasks) {
    const container = task.container ?? taskContainerName(task);
    if (task.origin !== 'rollout' || task.createdMs < startedMs || task.createdMs > endedMs) continue;
    const unhealthy = subject?.containers[container]?.health.find(({ status, atMs }) => status === 'unhealthy' && atMs >= endedMs);
    if (unhealthy === undefined || faultOn(container, run, { fromMs: task.createdMs, untilMs: unhealthy.atMs }) !== undefined) continue;
    const served = routed.length === 0 || routed.includes(container);
    // A check takes its time as well: twice what is configured was measured on a busy machine.
    const during = unhealthy.atMs <= outage.untilMs + 2 * sickMs && (task.endedMs ?? Infinity) + AFTER_MS >= outage.fromMs;
    if (served && during) return { task, unhealthy };
  }
  return undefined;
}

/** Its replacement, as sick as itself, may not run yet. */
const AFTER_MS = 1000;
