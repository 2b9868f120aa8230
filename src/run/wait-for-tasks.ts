import type { TaskSnapshot } from '../engine/swarm.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { isPortTaken, portTaken } from './port-taken.ts';
import type { RunContext } from './run-context.ts';
import { isUp, type SubjectService } from './subject-service.ts';
import { isOver } from './task-states.ts';

/**
 * Waits until as many tasks of a service run as it wants; Swarm calls a task running once its health check has passed. Tasks that have run to
 * their end for good are ready too, unless the scenario has a steady state or a load: then there is nothing left to disturb.
 * @throws FaultlineError ERR_SUBJECT_FAILED with what Swarm says of the tasks that do not run, ERR_PORT_TAKEN when that is a host port of them
 */
export async function waitForTasks(context: RunContext, service: SubjectService): Promise<void> {
  const { spec, subject } = service;
  // What was there before the run is taken as it is.
  if (spec.kind !== 'service') return;
  const wanted = service.snapshot.replicas ?? (await activeNodes(service));
  const ready = () => running(service) >= wanted || (!isDisturbed(context) && hasEnded(service, wanted));
  const deadline = {
    atMs: context.clock.now() + spec.readyWithinMs,
    sleepUntil: async (atMs: number, signal: AbortSignal) => context.clock.sleepUntil(atMs, signal),
  };
  if (await context.recorder.until(ready, deadline, context.signal)) return;
  const said = reasons(service);
  const far = `${running(service)} of ${wanted} tasks ran within ${spec.readyWithinMs} ms`;
  if (isPortTaken(said)) throw await portTaken(context.engine, `${subject} (${far})`, said);
  throw new FaultlineError('ERR_SUBJECT_FAILED', `${subject}: ${far}: ${said}.`, {
    hint: 'Look at the output of its tasks in the history, or raise `ready_within:` on the subject.',
  });
}

async function activeNodes({ swarm }: SubjectService): Promise<number> {
  return (await swarm.listNodes()).filter(({ availability, state }) => availability === 'active' && state === 'ready').length;
}

function running({ tasks }: SubjectService): number {
  return [...tasks.values()].filter(isUp).length;
}

function isDisturbed({ scenario }: RunContext): boolean {
  return scenario.steady !== undefined || Object.keys(scenario.load).length > 0;
}

function hasEnded({ tasks }: SubjectService, wanted: number): boolean {
  const all = [...tasks.values()];
  return all.length >= wanted && all.every(({ state, desiredState }) => isOver(state) && isOver(desiredState));
}

/** Swarm's own words: the errors of its tasks, or else the states in which they wait. */
function reasons({ tasks }: SubjectService): string {
  const all = [...tasks.values()];
  const errors = new Set(all.flatMap(({ error }) => (error === '' ? [] : [error])));
  if (errors.size > 0) return [...errors].join('; ');
  const waiting = new Set(all.filter((task) => !isUp(task)).map(({ state, message }: TaskSnapshot) => `${state} (${message})`));
  return waiting.size === 0 ? 'Swarm has made no tasks' : `the others are ${[...waiting].join(', ')}`;
}
