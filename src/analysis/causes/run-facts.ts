import type { HistoryEvent } from '../../history/history-event.ts';
import type { SubjectAnalysis } from '../analysis.ts';
import { absencesOf } from './absence.ts';
import type { RunFacts } from './incident.ts';

/** Returns what a history gives to explain its outages by. */
export function runFacts(events: readonly HistoryEvent[], subjects: Readonly<Record<string, SubjectAnalysis>>): RunFacts {
  const steps = events.filter((event) => event.type === 'step');
  const engineEvents = events
    .filter((event) => event.type === 'engine-event')
    .filter(({ action }) => !action.startsWith('exec_'))
    .toSorted((left, right) => left.atMs - right.atMs);
  const created = new Map(events.filter((event) => event.type === 'subject').map((event) => [event.container, event]));
  const stopSignals = new Map([...created].flatMap(([name, { stopSignal }]) => (stopSignal === undefined ? [] : [[name, stopSignal]])));
  return {
    steps,
    faults: steps.filter(({ fault, outcome }) => fault !== undefined && outcome === 'injected'),
    undos: events.filter((event) => event.type === 'undo'),
    endpoints: events.filter((event) => event.type === 'endpoint'),
    engineEvents,
    created,
    subjects,
    absences: Object.entries(subjects)
      .flatMap(([name, of]) => absencesOf(name, of, engineEvents, stopSignals))
      .toSorted((left, right) => left.fromMs - right.fromMs),
    states: events.filter((event) => event.type === 'container-state'),
    endMs: events.at(-1)?.t ?? 0,
  };
}
