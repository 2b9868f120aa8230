import type { HistoryEventOf } from '../history/history-event.ts';
import type { Tone } from './event-line.ts';
import { exitText, signalText } from './exit-text.ts';

type Words = { readonly text: string; readonly tone: Tone };

const healthWords: Readonly<Record<'starting' | 'healthy' | 'unhealthy', Words>> = {
  starting: { text: 'health check starting', tone: 'quiet' },
  healthy: { text: 'healthy', tone: 'good' },
  unhealthy: { text: 'unhealthy', tone: 'bad' },
};

const plainWords: Readonly<Record<string, Words>> = {
  oom: { text: 'out of memory: the kernel killed a process of it', tone: 'bad' },
  pause: { text: 'paused', tone: 'fault' },
  unpause: { text: 'unpaused', tone: 'good' },
  destroy: { text: 'removed', tone: 'plain' },
};

/** Returns an engine event in words, or undefined for the ones that tell nothing a reader of a log wants to know. */
export function engineEventText(event: HistoryEventOf<'engine-event'>): Words | undefined {
  const words = wordsOf(event);
  return words && { ...words, text: `${event.container} ${words.text}` };
}

function wordsOf(event: HistoryEventOf<'engine-event'>): Words | undefined {
  switch (event.action) {
    case 'start':
      return event.incarnation > 1
        ? { text: `started again (life ${event.incarnation})`, tone: 'good' }
        : { text: 'started', tone: 'plain' };
    case 'die':
      return { text: `died: ${exitText(event.exitCode, event.oomKilled)}`, tone: 'bad' };
    case 'kill':
      return event.signal === undefined ? undefined : { text: `was sent ${signalText(event.signal)} by the engine`, tone: 'plain' };
    case 'health_status':
      return event.health && healthWords[event.health];
    default:
      return Object.hasOwn(plainWords, event.action) ? plainWords[event.action] : undefined;
  }
}
