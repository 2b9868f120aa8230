import type { ContainerSnapshot, ContainerStatus, Engine } from '../engine/engine.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Target } from '../targets/target.ts';

/** States in which the Engine API accepts a signal or a stop: it also ends the wait of a container that is about to be restarted. */
export const killable: readonly ContainerStatus[] = ['running', 'paused', 'restarting'];

/**
 * Returns the target as it is now.
 * @throws FaultlineError ERR_TARGET_GONE when it does not exist or is in none of the states given, saying what it is instead.
 */
export async function liveTarget(engine: Engine, target: Target, states: readonly ContainerStatus[]): Promise<ContainerSnapshot> {
  const found = target.id === '' ? undefined : await engine.inspectContainer(target.id);
  if (found && states.includes(found.status)) return found;
  throw new FaultlineError('ERR_TARGET_GONE', `${target.name} cannot take this fault: it ${await whatItIs(engine, target, found)}`, {
    hint: `The fault needs it to be ${states.join(' or ')}; look at what came before this step in the history.`,
  });
}

/** Runs the injection; when the target vanished between looking and doing, the error names the target and what has become of it. */
export async function whileThere<T>(engine: Engine, target: Target, inject: () => Promise<T>): Promise<T> {
  try {
    return await inject();
  } catch (error) {
    if (!(error instanceof FaultlineError) || error.code !== 'ERR_TARGET_GONE') throw error;
    const found = await engine.inspectContainer(target.id).catch(() => undefined);
    const what = await whatItIs(engine, target, found);
    throw new FaultlineError('ERR_TARGET_GONE', `${target.name} was lost before the fault reached it: it ${what}`, { cause: error });
  }
}

async function whatItIs(engine: Engine, target: Target, found: ContainerSnapshot | undefined): Promise<string> {
  if (target.id === '') return 'has not been created yet';
  if (!found) {
    const namesake = target.attached === true ? await engine.inspectContainer(target.name).catch(() => undefined) : undefined;
    return namesake === undefined ? 'has been removed' : 'has been removed, and another container has its name now';
  }
  if (found.status === 'exited' || found.status === 'dead') {
    const since = found.finishedAtMs === undefined ? '' : ` since ${new Date(found.finishedAtMs).toISOString()}`;
    return `has exited${since} with code ${found.exitCode}`;
  }
  return found.status === 'created' ? 'has been created but never started' : `is ${found.status}`;
}
