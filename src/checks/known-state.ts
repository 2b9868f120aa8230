import type { Analysis, ContainerAnalysis } from '../analysis/analysis.ts';
import type { ContainerState, HistoryEvent, HistoryEventOf } from '../history/history-event.ts';

/** What is known of a container's state at the end of a history. */
export type KnownState = Pick<ContainerState, 'status'> &
  Partial<Pick<ContainerState, 'exitCode' | 'oomKilled' | 'restartCount'>> & {
    /** The engine's words: why it would not create or start it. */
    readonly errors: readonly string[];
    readonly seq: number;
  };

/** What a container is after an event of the engine. */
export const statusAfter: Readonly<Record<string, ContainerState['status']>> = {
  create: 'created',
  start: 'running',
  unpause: 'running',
  pause: 'paused',
  die: 'exited',
  destroy: 'absent',
};

/** Returns the state that the last inspection found, with what the engine's events told since while the run still goes on. */
export function knownState(analysis: Analysis, name: string, { lastState }: ContainerAnalysis): KnownState | undefined {
  const since =
    analysis.soFar === undefined ? [] : analysis.events.filter((event) => changes(event, name) && event.seq > (lastState?.seq ?? 0));
  const errors = [...wordsOf(lastState), ...refusals(analysis, name)];
  let state: KnownState | undefined = lastState && { ...lastState, errors };
  for (const event of since) {
    if (event.type !== 'engine-event') continue;
    const status = statusAfter[event.action] ?? state?.status ?? 'running';
    const { exitCode, oomKilled } = event.action === 'die' ? event : (state ?? {});
    state = {
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(oomKilled === undefined ? {} : { oomKilled }),
      status,
      errors,
      seq: event.seq,
    };
  }
  return state;
}

function changes(event: HistoryEvent, name: string): boolean {
  return event.type === 'engine-event' && event.container === name && event.action in statusAfter;
}

function wordsOf(state: HistoryEventOf<'container-state'> | undefined): string[] {
  return [state?.error, state?.refused?.reason].filter((words) => words !== undefined && words !== '').map(String);
}

/** A refusal stands in the step or in the state recorded then, and is no longer known to a later inspection. */
function refusals({ steps, events }: Analysis, name: string): string[] {
  const states = events.flatMap((event) =>
    event.type === 'container-state' && event.container === name && event.refused !== undefined ? [event.refused.reason] : [],
  );
  const refused = steps.filter(({ outcome, targets }) => outcome.startsWith('refused') && targets.includes(name));
  return [...states, ...refused.flatMap(({ message }) => message ?? [])];
}
