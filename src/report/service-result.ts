import type { RolloutAnalysis, ServiceAnalysis, TaskAnalysis } from '../analysis/analysis.ts';
import { wantedReplicas } from '../analysis/wanted-replicas.ts';
import { finiteMs, roundMs } from './finite.ts';
import type { SubjectResult } from './run-result.ts';

type ServiceResult = Pick<SubjectResult, 'tasks' | 'rollouts' | 'replicas'>;

/** Returns what result.json holds of a service; for a container, whose service is undefined, the same without content. */
export function buildServiceResult(service: ServiceAnalysis | undefined): ServiceResult {
  if (service === undefined) return { tasks: [], rollouts: [], replicas: [] };
  return {
    tasks: service.tasks.map(toTask),
    rollouts: service.rollouts.map(toRollout),
    replicas: service.running.map(({ atMs, total, byVersion, seq }) => ({
      atMs: finiteMs(atMs),
      running: total,
      wanted: wantedReplicas(service.configurations, atMs) ?? null,
      versions: { ...byVersion },
      seq,
    })),
  };
}

function toTask(one: TaskAnalysis): ServiceResult['tasks'][number] {
  const { task, taskId, slot, node, image, version, origin, states, error, exitCode, container } = one;
  return {
    task,
    taskId,
    ...(slot === undefined ? {} : { slot }),
    node,
    image,
    version,
    origin,
    state: states.at(-1)?.state ?? 'unknown',
    createdMs: finiteMs(one.createdMs),
    runningMs: finiteMs(one.runningMs),
    endedMs: finiteMs(one.endedMs),
    error,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(container === undefined ? {} : { container }),
  };
}

function toRollout({ kind, state, message, startedMs, endedMs, batches, maxDown }: RolloutAnalysis): ServiceResult['rollouts'][number] {
  return {
    kind,
    state,
    message,
    fromMs: roundMs(startedMs),
    untilMs: finiteMs(endedMs),
    batches: batches.map(({ atMs, tasks }) => ({ atMs: roundMs(atMs), tasks: [...tasks] })),
    maxDown,
  };
}
