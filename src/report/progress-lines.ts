import type { HistoryEvent, HistoryEventOf } from '../history/history-event.ts';
import { bucketText } from './bucket-text.ts';
import { createColours, inTone, type Colours } from './colours.ts';
import { describeEvent } from './describe-event.ts';
import type { EventLine, Tone } from './event-line.ts';
import { formatTime } from './format.ts';
import { padStart } from './text-width.ts';
import { visible } from './visible.ts';

const timeColumns = 10;

/** Returns a line of the log: its time, aligned, and what happened. */
export function progressLine(line: EventLine, colours: Colours): string {
  return `${colours.dim(padStart(formatTime(line.atMs), timeColumns))}  ${inTone(colours, line.tone, line.text)}`;
}

/**
 * Tells a run as it happens, one line per notable event, in a way that a CI log keeps.
 * Loads are told by their changes only: the first bucket with failures, and the first without.
 */
export class ProgressLines {
  readonly #colours: Colours;
  /** By load and stream: whether its last bucket had failures, and whether it was spoiled. */
  readonly #failing = new Map<string, boolean>();
  readonly #spoiled = new Map<string, boolean>();
  readonly #streams = new Map<string, readonly string[]>();
  readonly #endpoints = new Map<string, string>();
  readonly #taskStates = new Map<string, string>();

  constructor(options: { readonly colour: boolean }) {
    this.#colours = createColours(options.colour);
  }

  /** Returns the lines to print for an event: none, one or two. */
  onEvent(event: HistoryEvent): string[] {
    return this.#linesOf(event).map((line) => progressLine(line, this.#colours));
  }

  #linesOf(event: HistoryEvent): EventLine[] {
    if (event.type === 'load-bucket') return this.#bucketLines(event);
    if (event.type === 'load-started') this.#streams.set(event.load, event.streams);
    return this.#isNews(event) ? described(event) : [];
  }

  /** Inspections repeat what events have told already, and a container's own output belongs to its evidence. */
  #isNews(event: HistoryEvent): boolean {
    if (event.type === 'container-state') return event.refused !== undefined;
    if (event.type === 'endpoint') return this.#isNewEndpoint(event);
    if (event.type === 'task') return this.#isNewState(event);
    return event.type !== 'log';
  }

  #isNewEndpoint(event: HistoryEventOf<'endpoint'>): boolean {
    const where = JSON.stringify(event.endpoints);
    const known = this.#endpoints.get(event.load);
    this.#endpoints.set(event.load, where);
    return known !== where;
  }

  /** A change of what is desired of a task alone is no news. */
  #isNewState({ taskId, state }: HistoryEventOf<'task'>): boolean {
    const known = this.#taskStates.get(taskId);
    this.#taskStates.set(taskId, state);
    return known !== state;
  }

  #bucketLines(bucket: HistoryEventOf<'load-bucket'>): EventLine[] {
    const key = JSON.stringify([bucket.load, bucket.stream]);
    const name = (this.#streams.get(bucket.load)?.length ?? 2) > 1 ? `${bucket.load} (${bucket.stream})` : bucket.load;
    const lines: EventLine[] = [];
    const add = (text: string, tone: Tone) => lines.push({ atMs: bucket.untilMs, text: visible(text), tone });
    const failing = bucket.failed > 0;
    if (failing !== (this.#failing.get(key) ?? false)) {
      add(failing ? bucketText(bucket, name) : `${name}: answering again`, failing ? 'bad' : 'good');
      this.#failing.set(key, failing);
    }
    const spoiled = bucket.spoiled !== undefined;
    if (spoiled && this.#spoiled.get(key) !== true) {
      add(`${name}: faultline fell behind its own request schedule (${bucket.spoiled}); this part is not evidence`, 'warning');
    }
    this.#spoiled.set(key, spoiled);
    return lines;
  }
}

function described(event: HistoryEvent): EventLine[] {
  const line = describeEvent(event);
  return line === undefined ? [] : [line];
}
