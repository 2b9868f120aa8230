import type { HistoryEventOf } from '../history/history-event.ts';
import type { JsonValue } from '../history/json-value.ts';
import type { Tone } from './event-line.ts';

const maxTargetsNamed = 4;

/** Details that only a debugger wants. */
const unsaid = new Set(['pids', 'processes']);

function named(targets: readonly string[]): string {
  if (targets.length <= maxTargetsNamed + 1) return targets.join(', ');
  return `${targets.slice(0, maxTargetsNamed).join(', ')} and ${targets.length - maxTargetsNamed} more`;
}

function detailWords(details: JsonValue | undefined): string[] {
  if (details === undefined || details === null || typeof details !== 'object' || Array.isArray(details)) return [];
  return Object.entries(details).flatMap(([key, value]) => {
    if (unsaid.has(key) || value === null || typeof value === 'object') return [];
    return [key === 'signal' || key === 'by' ? String(value) : `${key} ${String(value)}`];
  });
}

/** Returns what the step did, without its outcome: 'kill web.1 (SIGKILL, api)'. */
function action(step: HistoryEventOf<'step'>): string {
  if (step.fault === undefined) return step.label;
  const what = step.targets.length === 0 ? step.label : `${step.fault} ${named(step.targets)}`;
  // A name that a person gave the step says more than the fault's; a made-up label repeats it.
  const label = step.targets.length === 0 || step.label.startsWith(step.fault) ? '' : `${step.label}: `;
  const words = [
    ...(step.fault === 'kill' ? ['SIGKILL'] : []),
    ...detailWords(step.details),
    ...(step.method === undefined ? [] : [step.method]),
  ];
  const notes = [...new Set(words)].join(', ');
  return `${label}${what}${notes === '' || step.targets.length === 0 ? '' : ` (${notes})`}`;
}

const outcomes: Readonly<Record<HistoryEventOf<'step'>['outcome'], { readonly tone: Tone; readonly text: string }>> = {
  injected: { tone: 'fault', text: '' },
  waited: { tone: 'plain', text: 'condition met' },
  refused: { tone: 'bad', text: 'the engine refused' },
  'refused-as-allowed': { tone: 'fault', text: 'the engine refused, as the scenario allows' },
  'target-gone': { tone: 'warning', text: 'its target is gone' },
  'target-empty': { tone: 'warning', text: 'its selector matches nothing' },
  'blast-radius': { tone: 'warning', text: 'not done: it would exceed the blast radius' },
  'condition-not-met': { tone: 'bad', text: 'its condition was not met in time' },
  failed: { tone: 'bad', text: 'failed' },
  skipped: { tone: 'quiet', text: 'skipped' },
  'skipped-as-allowed': { tone: 'quiet', text: 'skipped' },
};

/** Returns what a step of the timeline did and how that went; not yet made safe to print. */
export function stepText(step: HistoryEventOf<'step'>): { readonly text: string; readonly tone: Tone } {
  const { tone, text } = outcomes[step.outcome];
  const parts = [action(step), text, step.message ?? ''].filter((part) => part !== '');
  return { text: parts.join(': '), tone };
}
