import type { HistoryEvent, HistoryEventOf, PhaseName } from '../history/history-event.ts';
import { bucketText } from './bucket-text.ts';
import { engineEventText } from './engine-event-text.ts';
import type { EventLine, Tone } from './event-line.ts';
import { exitText } from './exit-text.ts';
import { formatDuration } from './format.ts';
import { rateText } from './rate-text.ts';
import { serviceEventText } from './service-event-text.ts';
import { stepText } from './step-text.ts';
import { truncate } from './text-width.ts';
import { visible } from './visible.ts';

/** A line longer than this is no line; the history has all of it. */
const maxColumns = 500;

const phases: Readonly<Record<PhaseName, string>> = {
  setup: 'set-up',
  steady: 'steady state, before the first fault',
  chaos: 'chaos: the timeline begins',
  recovery: 'recovery',
  teardown: 'tear-down',
  measure: 'measuring',
};

const endings: Readonly<Record<HistoryEventOf<'run-ended'>['reason'], { readonly text: string; readonly tone: Tone }>> = {
  completed: { text: 'run completed', tone: 'plain' },
  'not-steady': { text: 'run ended: the steady state did not hold, so no fault was injected', tone: 'bad' },
  aborted: { text: 'run aborted', tone: 'bad' },
  failed: { text: 'run failed', tone: 'bad' },
  interrupted: { text: 'run interrupted', tone: 'warning' },
  timeout: { text: 'run ended: it took longer than its timeout', tone: 'bad' },
};

/**
 * Returns one line that says what an event tells, the same words in the progress and in a verdict's evidence,
 * or undefined for events that only machines read. Needs no other event.
 */
export function describeEvent(event: HistoryEvent): EventLine | undefined {
  const words = wordsOf(event);
  return words && { atMs: 'atMs' in event ? event.atMs : event.t, text: truncate(visible(words.text), maxColumns), tone: words.tone };
}

const checkTones = { passed: 'good', failed: 'bad', inconclusive: 'bad' } as const satisfies Record<string, Tone>;

function wordsOf(event: HistoryEvent): { readonly text: string; readonly tone: Tone } | undefined {
  switch (event.type) {
    case 'run-started':
      return { text: startedText(event), tone: 'heading' };
    case 'phase':
      return event.state === 'started' ? { text: phases[event.phase], tone: 'heading' } : undefined;
    case 'subject':
      return { text: `${event.container} ${event.kind.startsWith('attached') ? 'attached' : 'created'} (${event.image})`, tone: 'plain' };
    case 'container-state':
      return stateWords(event);
    case 'engine-event':
      return engineEventText(event);
    case 'service':
    case 'task':
    case 'rollout':
      return serviceEventText(event);
    case 'step':
      return stepText(event);
    case 'abort':
      return { text: `aborted: ${event.condition}; undoing everything`, tone: 'bad' };
    case 'check':
      return {
        text: `${event.check}${event.of === undefined ? '' : ` of ${event.of}`} ${event.verdict}: ${event.observed}`,
        tone: checkTones[event.verdict],
      };
    case 'undo':
      return undoWords(event);
    case 'load-bucket':
      return { text: bucketText(event), tone: event.failed > 0 ? 'bad' : 'good' };
    case 'load-started':
      return { text: loadText(event), tone: 'plain' };
    case 'version-answered':
      return { text: `${event.load}: version ${event.version} answers (${event.stream} connections)`, tone: 'plain' };
    case 'endpoint':
      return { text: endpointText(event), tone: 'plain' };
    case 'run-ended':
      return { text: `${endings[event.reason].text} after ${formatDuration(event.durationMs)}`, tone: endings[event.reason].tone };
    case 'plan':
    case 'harness':
    case 'pressure':
      return undefined;
    case 'events-resumed':
    case 'autoheal':
    case 'log':
    case 'log-truncated':
    case 'steady-state':
    case 'warning':
    case 'error':
      return noticeWords(event);
  }
}

type Notice = HistoryEventOf<'events-resumed' | 'autoheal' | 'log' | 'log-truncated' | 'steady-state' | 'warning' | 'error'>;

function noticeWords(event: Notice): { readonly text: string; readonly tone: Tone } {
  switch (event.type) {
    case 'events-resumed': {
      const what = event.gap ? 'events of that time are lost' : 'nothing was lost';
      return {
        text: `the engine's event stream broke off for ${formatDuration(event.lostMs)}; ${what}`,
        tone: event.gap ? 'warning' : 'quiet',
      };
    }
    case 'autoheal':
      if (event.outcome === 'restarted') return { text: `${event.container} restarted by autoheal`, tone: 'good' };
      return { text: `autoheal could not restart ${event.container}${because(event.message)}`, tone: 'bad' };
    case 'log':
      return { text: `${event.container} ${event.stream}: ${event.text}`, tone: 'quiet' };
    case 'log-truncated':
      return { text: `${event.container}: output beyond ${event.limitBytes} bytes is not recorded`, tone: 'warning' };
    case 'steady-state': {
      const text = event.moment === 'before' ? 'the steady state' : 'after the faults the steady state';
      if (event.held) return { text: `${text} ${event.moment === 'before' ? 'holds' : 'holds again'}`, tone: 'good' };
      return { text: `${text} does not hold${because(event.message)}`, tone: 'bad' };
    }
    case 'warning':
      return { text: `warning: ${event.message} [${event.code}]`, tone: 'warning' };
    case 'error':
      return { text: `error: ${event.message} [${event.code}]${event.hint === undefined ? '' : ` – ${event.hint}`}`, tone: 'bad' };
  }
}

function because(message: string | undefined): string {
  return message === undefined ? '' : `: ${message}`;
}

function startedText({ scenario, run, engine }: HistoryEventOf<'run-started'>): string {
  const repetition = run.repeat > 1 ? ` · repetition ${run.repetition} of ${run.repeat}` : '';
  if (engine === undefined) return `${scenario.name} · run ${run.id}`;
  return `${scenario.name} · seed ${run.seed}${repetition} · ${engine.name} ${engine.version} (API ${engine.api}), Linux ${engine.kernel} · run ${run.id}`;
}

function stateWords(event: HistoryEventOf<'container-state'>): { readonly text: string; readonly tone: Tone } {
  if (event.refused !== undefined) {
    const { operation, status, reason } = event.refused;
    return { text: `${event.container}: the engine refused to ${operation} it (${status}): ${reason}`, tone: 'bad' };
  }
  const exited = event.status === 'exited' || event.status === 'dead' ? `, ${exitText(event.exitCode, event.oomKilled)}` : '';
  const health = event.health === undefined || event.health === 'none' ? '' : `, ${event.health}`;
  const error = event.error === undefined || event.error === '' ? '' : `: ${event.error}`;
  return { text: `${event.container} found ${event.status}${exited}${health}${error} (${event.reason})`, tone: 'quiet' };
}

function undoWords(event: HistoryEventOf<'undo'>): { readonly text: string; readonly tone: Tone } {
  const what = `undo: ${event.action} ${event.target}`;
  if (event.outcome === 'undone') return { text: what, tone: 'good' };
  if (event.outcome === 'not-needed') return { text: `${what}: not needed, it was as it should be`, tone: 'quiet' };
  if (event.outcome === 'target-gone') return { text: `${what}: not needed, it is gone`, tone: 'quiet' };
  return { text: `${what}: failed${because(event.message)}`, tone: 'bad' };
}

function loadText(event: HistoryEventOf<'load-started'>): string {
  return `${event.load}: ${rateText(event)} to ${event.url}, deadline ${formatDuration(event.timeoutMs)}, ${event.streams.join(' and ')} connections`;
}

function endpointText(event: HistoryEventOf<'endpoint'>): string {
  const places = event.endpoints.map(({ container, address, port }) => {
    const host = address.includes(':') ? `[${address}]` : address;
    return `${host}:${port}${container === undefined ? '' : ` (${container})`}`;
  });
  return `${event.load} now goes to ${places.length === 0 ? 'nowhere' : places.join(', ')}: ${event.reason}`;
}
