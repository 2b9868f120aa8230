import { overlaps } from '../windows.ts';
import { evidenceOf, type CauseRule } from './cause-rule.ts';
import type { EngineEvent, Incident, Step } from './incident.ts';
import { sayCount, sayMs } from './say.ts';
import { sayExit, who } from './who.ts';
import { exitSignal, signalOfNumber } from '../exit-signal.ts';

/** What is seen around an outage: within so much of its beginning. */
const AROUND_MS = 2000;
const MOST = 4;

/** Nobody is accused without evidence: it says so, and what was seen around it. */
export const notExplained: CauseRule = {
  name: 'not-explained',
  explain(incident) {
    const { of, outage } = incident;
    const seen = seenAround(incident);
    const spoiled = of.spoiled.find((bucket) => overlaps(bucket, outage));
    const doubt = spoiled === undefined ? '' : `; the load itself was in doubt then (${spoiled.reason})`;
    const shown = seen.slice(0, MOST).map(({ text, atMs }) => `${text} ${distance(outage.fromMs - atMs)}`);
    const more = seen.length > MOST ? `, and ${sayCount(seen.length - MOST, 'more event')}` : '';
    const around =
      seen.length === 0
        ? `nothing was seen within ${sayMs(AROUND_MS)} of its beginning`
        : `seen around its beginning: ${shown.join(', ')}${more}`;
    const evidence = evidenceOf([...seen.slice(0, MOST).map(({ seq }) => seq), incident.loadSeq]);
    return evidence && { text: `not explained; ${around}${doubt}`, evidence };
  },
};

interface Seen {
  readonly text: string;
  readonly atMs: number;
  readonly seq: number;
}

/** By how near it was. */
function seenAround({ run, outage, begunMs }: Incident): Seen[] {
  const near = ({ atMs }: { readonly atMs: number }) =>
    atMs >= outage.fromMs - AROUND_MS && atMs <= Math.max(begunMs, outage.fromMs + AROUND_MS);
  const events = run.engineEvents
    .filter(near)
    .map((event) => ({ text: eventText(event, run.subjects[event.subject]), atMs: event.atMs, seq: event.seq }));
  const steps = run.steps
    .filter((step) => near(step) && step.fault !== undefined)
    .map((step) => ({ text: stepText(step), atMs: step.atMs, seq: step.seq }));
  return [...events, ...steps].toSorted((left, right) => Math.abs(left.atMs - outage.fromMs) - Math.abs(right.atMs - outage.fromMs));
}

const verbs: Readonly<Record<string, string>> = {
  create: 'was created',
  start: 'was started',
  stop: 'was stopped',
  restart: 'was restarted',
  pause: 'was paused',
  unpause: 'was continued',
  destroy: 'was removed',
  oom: 'ran out of memory',
};

function eventText(
  { container, action, exitCode, signal, health }: EngineEvent,
  subject: Incident['subject'] | Incident['run']['subjects'][string],
): string {
  const name = who(container, subject);
  if (action === 'die') {
    const code = exitCode ?? Number.NaN;
    const by = exitSignal(code);
    return `${name} died (${sayExit({ code, ...(by === undefined ? {} : { signal: by }) })})`;
  }
  if (health !== undefined) return `${name} became ${health}`;
  if (signal !== undefined) return `${name} was sent ${signalOfNumber(signal) ?? `signal ${signal}`}`;
  return `${name} ${verbs[action] ?? `had the event ${action}`}`;
}

function stepText({ step, label, outcome }: Step): string {
  return `step ${step} "${label}" (${outcome})`;
}

function distance(beforeMs: number): string {
  return beforeMs >= 0 ? `${sayMs(beforeMs)} before` : `${sayMs(-beforeMs)} after`;
}
