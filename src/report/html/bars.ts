import type { ContainerAnalysis, TaskAnalysis, Window } from '../../analysis/analysis.ts';
import type { HistoryEvent } from '../../history/history-event.ts';
import { containerSpans, type ContainerSpan } from '../container-spans.ts';
import { exitText } from '../exit-text.ts';
import { visible } from '../visible.ts';
import { shortName } from './short-name.ts';
import { neverRan, type taskContainer } from '../task-container.ts';

/** A part of a lane. */
export interface Bar extends Window {
  readonly state: ContainerSpan['state'] | 'exited';
  /** What stands in it where there is room. */
  readonly text: string;
  /** What it means, in a few words. */
  readonly meaning: string;
  readonly row: number;
  /** Of an exit: its code was 0. */
  readonly harmless?: boolean;
}

const words: Readonly<Record<ContainerSpan['state'], string>> = {
  running: 'running',
  starting: 'health check starting',
  unhealthy: 'unhealthy',
  paused: 'paused',
  dead: 'not running',
};

/** Returns what a container was, and how it exited. */
export function containerBars(name: string, container: ContainerAnalysis, events: readonly HistoryEvent[], axis: Window): Bar[] {
  const spans = containerSpans(name, container, events, axis.untilMs);
  const bars = spans.map((span): Bar => {
    const life = span.life === undefined || container.incarnations.length < 2 ? '' : `life ${span.life}`;
    const text = span.state === 'running' ? life || 'running' : words[span.state];
    return { ...span, text, meaning: life === '' ? words[span.state] : `${words[span.state]}, ${life}`, row: 0 };
  });
  return inside([...bars, ...exitBars(container, axis)], axis);
}

/** Returns what a task of a service was: nothing, once it had ended. */
export function taskBars(
  task: TaskAnalysis,
  { name, container }: ReturnType<typeof taskContainer>,
  events: readonly HistoryEvent[],
  axis: Window,
): Bar[] {
  const version = shortName(task.version);
  const endMs = Math.min(task.endedMs ?? axis.untilMs, axis.untilMs);
  const spans = containerSpans(name, container, events, endMs).filter(({ state, untilMs }) => state !== 'dead' || untilMs < endMs);
  const bars = spans.map((span): Bar => {
    const text = span.state === 'running' ? `version ${version}` : words[span.state];
    return { ...span, text, meaning: `${words[span.state]}, version ${version}`, row: 0 };
  });
  const exits = container.exits.length > 0 ? exitBars(container, axis) : endOf(task);
  return inside([...bars, ...exits], axis);
}

function exitBars({ exits }: ContainerAnalysis, { untilMs }: Window): Bar[] {
  return exits.map(({ atMs, code, oomKilled }, index) => ({
    state: 'exited',
    fromMs: atMs,
    // Its label may take the room until the next one.
    untilMs: exits[index + 1]?.atMs ?? untilMs,
    text: Number.isFinite(code) ? String(code) : '',
    meaning: exitText(code, oomKilled),
    row: 0,
    harmless: code === 0,
  }));
}

/** Of a task whose container was not seen to exit, Swarm tells how it ended. */
function endOf(task: TaskAnalysis): Bar[] {
  if (task.endedMs === undefined || (!neverRan(task) && task.exitCode === undefined)) return [];
  const text = task.exitCode === undefined ? 'failed' : String(task.exitCode);
  return [
    {
      state: 'exited',
      fromMs: task.endedMs,
      untilMs: Infinity,
      text,
      meaning: task.error === '' ? exitText(task.exitCode) : visible(task.error),
      row: 0,
    },
  ];
}

function inside(bars: readonly Bar[], axis: Window): Bar[] {
  return bars
    .filter(({ fromMs, untilMs }) => fromMs <= axis.untilMs && untilMs >= axis.fromMs)
    .map((bar) => ({ ...bar, fromMs: Math.max(axis.fromMs, bar.fromMs), untilMs: Math.min(axis.untilMs, bar.untilMs) }));
}
