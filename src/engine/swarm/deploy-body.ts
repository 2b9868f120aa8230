import type { DeploySpec, Resources, ServiceRestartPolicy, UpdateConfig } from '../../scenario/service-spec.ts';
import { toNs } from '../containers/nanoseconds.ts';
import { present, type Members } from './members.ts';

const NANO_PER_CPU = 1e9;

/** Returns a restart policy as the engine takes it, over the one that is there. */
export function restartPolicyBody(policy: ServiceRestartPolicy, existing: Members = {}): Members {
  return {
    ...existing,
    ...present({
      Condition: policy.condition,
      Delay: nsOf(policy.delayMs),
      MaxAttempts: policy.maxAttempts,
      Window: nsOf(policy.windowMs),
    }),
  };
}

/**
 * Returns an update or rollback config as the engine takes it, over the one that is there. In a config that is given the engine reads
 * a missing parallelism as 0, which is all at once, so that the documented default has to be written.
 */
export function updateConfigBody(config: UpdateConfig, existing: Members = { Parallelism: 1 }): Members {
  return {
    ...existing,
    ...present({
      Parallelism: config.parallelism,
      Delay: nsOf(config.delayMs),
      FailureAction: config.failureAction,
      Monitor: nsOf(config.monitorMs),
      MaxFailureRatio: config.maxFailureRatio,
      Order: config.order,
    }),
  };
}

/** Returns limits and reservations as the engine takes them; of what is there, only what is given is replaced. */
export function resourcesBody(resources: NonNullable<DeploySpec['resources']>, existing: Members = {}): Members {
  return {
    ...existing,
    ...present({
      Limits: amountsBody(resources.limits, existing['Limits']),
      Reservations: amountsBody(resources.reservations, existing['Reservations']),
    }),
  };
}

function amountsBody(amounts: Resources | undefined, existing: unknown): Members | undefined {
  if (amounts === undefined) return undefined;
  return {
    ...(typeof existing === 'object' ? existing : {}),
    ...present({
      NanoCPUs: amounts.cpus === undefined ? undefined : Math.round(amounts.cpus * NANO_PER_CPU),
      MemoryBytes: amounts.memoryBytes,
    }),
  };
}

/** Returns the placement as the engine takes it, over the one that is there; the constraints replace those there were. */
export function placementBody(placement: NonNullable<DeploySpec['placement']>, existing: Members = {}): Members {
  return { ...existing, ...present({ Constraints: [...placement.constraints], MaxReplicas: placement.maxReplicasPerNode }) };
}

function nsOf(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : toNs(ms);
}
