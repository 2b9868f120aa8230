import type { Analysis } from '../../analysis/analysis.ts';
import type { HistoryEvent } from '../../history/history-event.ts';
import { describeEvent } from '../describe-event.ts';
import { truncate } from '../text-width.ts';
import type { RunResult } from '../run-result.ts';
import { visible } from '../visible.ts';
import { causeEvents } from './cause-events.ts';
import { everyStream } from './every-stream.ts';

const MOST_EVENTS = 400;
const LONGEST_JSON = 360;

/** One event of the history, as far as the report quotes it. */
export interface EventExcerpt {
  readonly seq: number;
  readonly atMs: number;
  readonly type: string;
  readonly text: string;
  readonly json: string;
}

export interface EventExcerpts {
  readonly list: readonly EventExcerpt[];
  readonly has: (seq: number) => boolean;
  /** How many events the history has. */
  readonly total: number;
}

/** Returns the events that the report refers to, the ones that explain most first to be kept, by number. */
export function eventExcerpts(result: RunResult, { events }: Pick<Analysis, 'events'>): EventExcerpts {
  const wanted = new Set([...referred(result), ...events.filter(isNotable).map(({ seq }) => seq)].slice(0, MOST_EVENTS));
  const list = events.filter(({ seq }) => wanted.has(seq)).map(excerpt);
  const held = new Set(list.map(({ seq }) => seq));
  return { list, has: (seq) => held.has(seq), total: events.at(-1)?.seq ?? 0 };
}

function referred(result: RunResult): number[] {
  const { checks, errors, warnings, timeline, undos, steadyStates } = result;
  const subjects = Object.values(result.subjects);
  const seqs = [...errors, ...warnings, ...timeline, ...steadyStates, ...undos].map(({ seq }) => seq);
  return [
    ...new Set([
      ...checks.flatMap(({ evidence }) => evidence.slice(0, 8)),
      ...everyStream(result).flatMap(({ figures }) => figures.outages.flatMap(({ cause }) => causeEvents(cause).slice(0, 4))),
      ...seqs,
      ...subjects.flatMap(({ exits }) => exits.map(({ seq }) => seq)),
      ...subjects.flatMap(({ containers }) => Object.values(containers).flatMap(({ restarts }) => restarts.map(({ seq }) => seq))),
      ...everyStream(result).flatMap(({ figures }) => figures.spoiled.slice(0, 20).map(({ seq }) => seq)),
    ]),
  ];
}

const notable: ReadonlySet<HistoryEvent['type']> = new Set([
  'run-started',
  'load-started',
  'endpoint',
  'rollout',
  'service',
  'phase',
  'run-ended',
]);

function isNotable({ type }: HistoryEvent): boolean {
  return notable.has(type);
}

function excerpt(event: HistoryEvent): EventExcerpt {
  const line = describeEvent(event);
  return {
    seq: event.seq,
    atMs: line?.atMs ?? event.t,
    type: event.type,
    text: line?.text ?? (event.type === 'phase' ? `${event.phase} ${event.state}` : event.type),
    json: truncate(visible(JSON.stringify(withoutBulk(event)).slice(0, 2 * LONGEST_JSON)), LONGEST_JSON),
  };
}

/** The requests of a bucket and the plan are long, and shown elsewhere. */
function withoutBulk(event: HistoryEvent): object {
  const { seq: _seq, t: _t, wall: _wall, type: _type, ...fields } = event;
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== 'rows' && key !== 'rest' && key !== 'plan'));
}
