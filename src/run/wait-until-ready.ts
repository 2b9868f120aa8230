import { FaultlineError } from '../errors/faultline-error.ts';
import type { ContainerSnapshot } from '../engine/engine.ts';
import type { ContainerSubject } from '../scenario/scenario.ts';
import { recordState } from './record-state.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainer } from './subject-container.ts';
import type { SubjectContainers } from './subject-containers.ts';

/**
 * Waits until every started container of these subjects runs, and is healthy when it has a health check. A container that has already run to its end
 * is ready too, unless the scenario has a steady state or a load: then there is nothing left to disturb.
 * @throws FaultlineError ERR_SUBJECT_FAILED
 */
export async function waitUntilReady(context: RunContext, containers: SubjectContainers, subjects: readonly string[]): Promise<void> {
  const meant = () => containers.all.filter(({ subject }) => subjects.includes(subject));
  const plain = meant().filter(({ task }) => task === undefined);
  await Promise.all(plain.map(async (container) => ready(context, container)));
  // What became of tasks of the run is among the events from the beginning; what attached ones are has to be looked at.
  const unrecorded = meant().filter(({ task, spec }) => task === undefined || spec.kind === 'attached-service');
  for (const container of unrecorded) await recordState(context, container, 'ready');
}

async function ready(context: RunContext, container: SubjectContainer): Promise<void> {
  const { spec } = container;
  if (spec.kind !== 'container' || spec.start === 'manual') return;
  const atMs = context.clock.now() + spec.readyWithinMs;
  // Every engine event about the container is a reason to look again; nothing else changes what inspect says.
  for (let seen = context.recorder.events.length; ; seen = context.recorder.events.length) {
    const snapshot = await context.engine.inspectContainer(container.id);
    if (isReady(context, container, spec, snapshot)) return;
    const changed = () =>
      context.recorder.events.slice(seen).some((event) => event.type === 'engine-event' && event.container === container.name);
    const deadline = { atMs, sleepUntil: async (at: number, signal: AbortSignal) => context.clock.sleepUntil(at, signal) };
    if (await context.recorder.until(changed, deadline, context.signal)) continue;
    throw new FaultlineError(
      'ERR_SUBJECT_FAILED',
      `${container.name} was not ready within ${spec.readyWithinMs} ms: ${stateText(snapshot)}.`,
      {
        hint: 'Look at its output in the history, or raise `ready_within:` on the subject.',
      },
    );
  }
}

function isReady(
  { scenario }: RunContext,
  container: SubjectContainer,
  subject: ContainerSubject,
  snapshot: ContainerSnapshot | undefined,
): boolean {
  const over = snapshot === undefined || snapshot.status === 'exited' || snapshot.status === 'dead';
  if (over && (scenario.steady !== undefined || Object.keys(scenario.load).length > 0)) {
    throw new FaultlineError('ERR_SUBJECT_FAILED', `${container.name} died before the first fault: ${stateText(snapshot)}.`, {
      hint: 'Run its image by hand and look at its output; the history has what it printed.',
    });
  }
  if (over) return true;
  const waits = snapshot.status === 'restarting' ? subject.spec.restart.name === 'no' : snapshot.status !== 'running';
  return !waits && (snapshot.health === 'none' || snapshot.health === 'healthy');
}

function stateText(snapshot: ContainerSnapshot | undefined): string {
  if (snapshot === undefined) return 'it is gone';
  const health = snapshot.health === 'none' ? '' : `, ${snapshot.health}`;
  const code = snapshot.status === 'exited' ? ` with code ${snapshot.exitCode}` : '';
  return `it is ${snapshot.status}${code}${health}`;
}
