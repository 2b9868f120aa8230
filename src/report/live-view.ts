import type { HistoryEvent, PhaseName } from '../history/history-event.ts';
import type { Colours } from './colours.ts';
import { ExpectedEndTracker } from './expected-end.ts';
import { count, formatDuration } from './format.ts';
import { LoadsSoFar } from './loads-so-far.ts';
import { NextStepTracker } from './next-step.ts';
import { SubjectStates, type SubjectState } from './subject-states.ts';
import { padEnd, textWidth, truncate } from './text-width.ts';
import { visible } from './visible.ts';

const maxLoads = 4;
const maxSubjects = 8;
const maxLabel = 16;
const barColumns = 20;
const separator = ' · ';

const phases: Readonly<Record<PhaseName, string>> = {
  setup: 'set-up',
  steady: 'steady',
  chaos: 'chaos',
  recovery: 'recovery',
  teardown: 'tear-down',
  measure: 'measuring',
};

interface Row {
  readonly label: string;
  readonly text: string;
  readonly troubled?: boolean;
}

/** What a person at a terminal wants to see while a run goes on: as a few lines that are drawn again and again, or as one. */
export class LiveView {
  readonly #file: string;
  #name: string | undefined;
  #phase = 'starting';
  #loads = new LoadsSoFar();
  #subjects = new SubjectStates();
  #next = new NextStepTracker();
  #end = new ExpectedEndTracker();

  /** @param file what the run is called until it says its name */
  constructor(file: string) {
    this.#file = file;
  }

  onEvent(event: HistoryEvent): void {
    if (event.type === 'run-started') this.#begin(event.scenario.name, event.run);
    else if (event.type === 'phase') this.#phase = event.state === 'started' ? phases[event.phase] : `${phases[event.phase]} done`;
    else if (event.type === 'run-ended') this.#phase = event.reason;
    for (const part of [this.#loads, this.#subjects, this.#next, this.#end]) part.onEvent(event);
  }

  /** Returns the view at run time `nowMs`, none of its lines wider than `columns`, at most `rows` of them: what matters least is left out. */
  lines(
    nowMs: number,
    { columns, rows, colours }: { readonly columns: number; readonly rows: number; readonly colours: Colours },
  ): string[] {
    const all = this.#rows(nowMs, columns);
    const kept = all.length < rows ? all : [...all.slice(0, Math.max(0, rows - 2)), ...all.slice(-1)];
    const labels = Math.min(maxLabel, Math.floor(columns / 4), Math.max(...kept.map(({ label }) => textWidth(label))));
    const body = kept.map(({ label, text, troubled }) => {
      const head = `  ${padEnd(truncate(label, labels), labels)}  `;
      const rest = truncate(text, Math.max(0, columns - textWidth(head)));
      return columns < textWidth(head) ? truncate(text, columns) : `${colours.dim(head)}${troubled === true ? colours.yellow(rest) : rest}`;
    });
    return [colours.bold(truncate(this.#title, columns)), ...body].slice(0, Math.max(1, rows));
  }

  /** Returns the view as one line, at most `columns` wide. */
  line(nowMs: number, columns: number): string {
    // The load that suffers most speaks for all.
    const [worst] = this.#loads.measured().toSorted(([, left], [, right]) => left.availability - right.availability);
    const parts = [
      this.#title,
      this.#phase,
      elapsed(nowMs),
      ...(worst === undefined ? [] : [[visible(worst[0]), ...worst[1].figures(nowMs).slice(0, 2)].join(' ')]),
      ...this.#nextText(nowMs).map((text) => `next: ${text}`),
    ];
    return truncate(parts.join(separator), columns);
  }

  #begin(name: string, run: { readonly repetition: number; readonly repeat: number }): void {
    this.#name = run.repeat > 1 ? `${name} (${run.repetition} of ${run.repeat})` : name;
    this.#phase = 'starting';
    this.#loads = new LoadsSoFar();
    this.#subjects = new SubjectStates();
    this.#next = new NextStepTracker();
    this.#end = new ExpectedEndTracker();
  }

  get #title(): string {
    return visible(this.#name ?? this.#file);
  }

  #rows(nowMs: number, columns: number): Row[] {
    const subjects = this.#subjects.now();
    const loads = this.#loads.measured();
    const more = [
      ...(loads.length > maxLoads ? [count(loads.length - maxLoads, 'more load')] : []),
      ...(subjects.length > maxSubjects ? [count(subjects.length - maxSubjects, 'more subject')] : []),
    ];
    return [
      { label: 'phase', text: this.#progress(nowMs, columns) },
      ...loads.slice(0, maxLoads).map(([name, load]) => ({
        label: visible(name),
        text: load.figures(nowMs).join(separator),
        troubled: load.isFailing,
      })),
      ...mostTelling(subjects).map(({ subject, text, troubled }) => ({ label: visible(subject), text: visible(text), troubled })),
      ...(more.length === 0 ? [] : [{ label: '', text: `… and ${more.join(', ')}` }]),
      ...this.#nextText(nowMs).map((text) => ({ label: 'next', text })),
    ];
  }

  #progress(nowMs: number, columns: number): string {
    const end = this.#end.at(nowMs);
    if (end === undefined) return `${this.#phase}${separator}${elapsed(nowMs)}`;
    const done = Math.min(barColumns, Math.floor((nowMs / end.atMs) * barColumns));
    const bar = `${'━'.repeat(Math.max(0, done))}${'─'.repeat(barColumns - Math.max(0, done))} `;
    const expected = `${elapsed(nowMs)} of ${end.atLeast ? 'at least' : 'about'} ${formatDuration(Math.ceil(end.atMs / 1000) * 1000)}`;
    const text = `${this.#phase}  ${columns < 60 ? '' : bar}`;
    return `${text}${expected}`;
  }

  #nextText(nowMs: number): string[] {
    const next = this.#next.next();
    if (next === undefined) return [];
    const label = visible(next.label);
    if (next.dueMs === undefined) return [label];
    const leftMs = next.dueMs - nowMs;
    return [`${label}${leftMs > 0 ? ` in ${formatDuration(Math.ceil(leftMs / 100) * 100)}` : ', due'}`];
  }
}

/** Where there is no room for all, those in trouble have it; each keeps its place among the others. */
function mostTelling(subjects: readonly SubjectState[]): readonly SubjectState[] {
  const shown = new Set(subjects.toSorted((left, right) => Number(right.troubled) - Number(left.troubled)).slice(0, maxSubjects));
  return subjects.filter((subject) => shown.has(subject));
}

function elapsed(nowMs: number): string {
  return formatDuration(Math.max(0, Math.floor(nowMs / 100) * 100));
}
