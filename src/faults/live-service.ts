import type { ServiceSnapshot, Swarm } from '../engine/swarm.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Target } from '../targets/target.ts';
import type { FaultContext } from './fault.ts';

export interface LiveService {
  readonly swarm: Swarm;
  readonly service: ServiceSnapshot;
}

/**
 * Returns the service as it is now, and the Swarm to change it through.
 * @throws FaultlineError ERR_TARGET_GONE when it does not exist any more
 */
export async function liveService({ engine, swarm: given }: FaultContext, target: Target): Promise<LiveService> {
  if (target.kind !== 'service') {
    throw new FaultlineError('ERR_SCENARIO_INVALID', `${target.name} is not a Swarm service`, {
      hint: 'Declare it under `services:`, or attach to it with `service: NAME`.',
    });
  }
  const swarm = given ?? (await engine.swarm());
  const service = await swarm.inspectService(target.id);
  if (service) return { swarm, service };
  throw new FaultlineError('ERR_TARGET_GONE', `The service ${target.name} cannot take this fault: it has been removed`, {
    hint: 'Look at what came before this step in the history.',
  });
}

/** Runs the injection; when the service vanished between looking and doing, the error names it. */
export async function whileServiceThere<T>(target: Target, inject: () => Promise<T>): Promise<T> {
  try {
    return await inject();
  } catch (error) {
    if (!(error instanceof FaultlineError) || error.code !== 'ERR_TARGET_GONE') throw error;
    throw new FaultlineError('ERR_TARGET_GONE', `The service ${target.name} was removed before the fault reached it`, { cause: error });
  }
}
