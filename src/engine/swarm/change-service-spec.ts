import { toNs } from '../containers/nanoseconds.ts';
import type { ServiceChange } from '../swarm.ts';
import { placementBody, resourcesBody, restartPolicyBody, updateConfigBody } from './deploy-body.ts';
import { present, type Members } from './members.ts';
import type { SwarmServiceSpec } from './service-schema.ts';

/** Returns the spec with the change in it and everything else as it was. */
export function changeServiceSpec(spec: SwarmServiceSpec, change: ServiceChange): Members {
  const { updateConfig, rollbackConfig } = change.deploy ?? {};
  return {
    ...spec,
    TaskTemplate: changeTask(spec.TaskTemplate, change),
    ...present({
      // For a global service this is a change of its mode, which the engine refuses.
      Mode: change.replicas === undefined ? undefined : { Replicated: { ...spec.Mode.Replicated, Replicas: change.replicas } },
      UpdateConfig: updateConfig && updateConfigBody(updateConfig, spec.UpdateConfig ?? undefined),
      RollbackConfig: rollbackConfig && updateConfigBody(rollbackConfig, spec.RollbackConfig ?? undefined),
    }),
  };
}

function changeTask(task: SwarmServiceSpec['TaskTemplate'], change: ServiceChange): Members {
  const { restartPolicy, resources, placement } = change.deploy ?? {};
  const container = changeContainer(task.ContainerSpec ?? {}, change);
  return {
    ...task,
    ...present({
      ContainerSpec: Object.keys(container).length === 0 ? undefined : { ...task.ContainerSpec, ...container },
      RestartPolicy: restartPolicy && restartPolicyBody(restartPolicy, task.RestartPolicy ?? undefined),
      Resources: resources && resourcesBody(resources, task.Resources ?? undefined),
      Placement: placement && placementBody(placement, task.Placement ?? undefined),
      ForceUpdate: change.force === true ? (task.ForceUpdate ?? 0) + 1 : undefined,
    }),
  };
}

function changeContainer(container: { readonly Env?: readonly string[] | null | undefined }, change: ServiceChange): Members {
  return present({
    Image: change.image,
    Command: change.entrypoint && [...change.entrypoint],
    Args: change.command && [...change.command],
    Env: change.environment && mergeEnvironment(container.Env ?? [], change.environment),
    StopGracePeriod: change.stopGracePeriodMs === undefined ? undefined : toNs(change.stopGracePeriodMs),
  });
}

/** A variable that is there keeps its place, since a new order alone would already replace every task. */
function mergeEnvironment(entries: readonly string[], change: Readonly<Record<string, string | null>>): string[] {
  const left = new Map(Object.entries(change));
  const merged = entries.flatMap((entry) => {
    const name = entry.split('=', 1)[0] ?? '';
    const value = left.get(name);
    if (value === undefined) return [entry];
    left.delete(name);
    return value === null ? [] : [`${name}=${value}`];
  });
  for (const [name, value] of left) if (value !== null) merged.push(`${name}=${value}`);
  return merged;
}
