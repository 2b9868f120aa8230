import type { HistoryEventOf } from '../history/history-event.ts';
import type { Tone } from './event-line.ts';
import { exitText } from './exit-text.ts';

type Words = { readonly text: string; readonly tone: Tone };
type ServiceEvents = HistoryEventOf<'service' | 'task' | 'rollout'>;

const rollouts: Readonly<Record<HistoryEventOf<'rollout'>['state'], Words>> = {
  updating: { text: 'update began', tone: 'plain' },
  paused: { text: 'update paused', tone: 'bad' },
  completed: { text: 'update completed', tone: 'good' },
  rollback_started: { text: 'rollback began', tone: 'warning' },
  rollback_paused: { text: 'rollback paused', tone: 'bad' },
  rollback_completed: { text: 'rollback completed', tone: 'good' },
};
/** What these words say already. */
const plainMessages: ReadonlySet<string> = new Set(['', 'update in progress', 'update completed', 'rollback completed']);

/** Returns an event about a service in words, or undefined for the many states of a task that nobody wants to read of. */
export function serviceEventText(event: ServiceEvents): Words | undefined {
  switch (event.type) {
    case 'service':
      return { text: `${event.subject} is a service: ${sizeOf(event)} of ${event.image}`, tone: 'plain' };
    case 'task':
      return taskWords(event);
    case 'rollout': {
      const { text, tone } = rollouts[event.state];
      return { text: `${event.subject}: ${text}${plainMessages.has(event.message) ? '' : ` (${event.message})`}`, tone };
    }
  }
}

function sizeOf({ mode, replicas }: HistoryEventOf<'service'>): string {
  if (mode === 'global') return 'a task on every node';
  return replicas === undefined ? 'tasks' : `${replicas} ${replicas === 1 ? 'task' : 'tasks'}`;
}

function taskWords({ task, version, state, desiredState, error, exitCode }: HistoryEventOf<'task'>): Words | undefined {
  const who = `${task} (version ${version})`;
  const why = error === '' ? (exitCode === undefined ? '' : `: ${exitText(exitCode)}`) : `: ${error}`;
  switch (state) {
    case 'running':
      return desiredState === 'running' ? { text: `${who} runs`, tone: 'good' } : undefined;
    case 'failed':
    case 'rejected':
    case 'orphaned':
      return { text: `${who} ${state}${why}`, tone: 'bad' };
    case 'complete':
      return { text: `${who} complete${why}`, tone: 'plain' };
    case 'shutdown':
      return error === '' ? undefined : { text: `${who} shut down${why}`, tone: 'bad' };
    default:
      return undefined;
  }
}
