import type { Analysis, RolloutAnalysis, ServiceAnalysis, SubjectAnalysis, Window } from '../../analysis/analysis.ts';
import { groupBy } from '../../analysis/group-by.ts';
import type { HistoryEvent } from '../../history/history-event.ts';
import { taskContainer } from '../task-container.ts';
import { containerBars, taskBars, type Bar } from './bars.ts';
import { longestSpans } from './longest-spans.ts';
import { shortName } from './short-name.ts';
import { stackRows } from './stack-rows.ts';
import { taskSeries, type TaskSeries } from './task-series.ts';

const MOST_LANES = 30;
/** Of all lanes together; where there are more, the shortest are left out. */
const MOST_BARS = 1800;

/** A container or a slot: a bar for each life, and one for everything that befell it. */
export interface SubjectLane {
  readonly label: string;
  /** In order of painting: later ones lie on earlier ones. */
  readonly bars: readonly Bar[];
  /** Lives that overlap, as with start-first, lie in rows below each other. */
  readonly rows: number;
}

/** A subject on the time axis. */
export interface SubjectLanes {
  readonly name: string;
  readonly kind: SubjectAnalysis['kind'];
  readonly image: string;
  readonly lanes: readonly SubjectLane[];
  readonly moreLanes: number;
  readonly rollouts: readonly RolloutAnalysis[];
  /** Of a service: its running tasks by version. */
  readonly running?: TaskSeries;
}

/** Returns the subjects of a run as lanes of one time axis. */
export function subjectLanes({ subjects, events }: Pick<Analysis, 'subjects' | 'events'>, axis: Window): SubjectLanes[] {
  const all = Object.entries(subjects).map(([name, subject]) => {
    const { kind, service, containers } = subject;
    const lanes = service === undefined ? containerLanes(containers, events, axis) : slotLanes(service, containers, events, axis);
    const shown = mostTelling(lanes);
    return {
      name: shortName(name),
      kind,
      image: service?.configurations[0]?.image ?? Object.values(containers)[0]?.image ?? '',
      lanes: shown,
      moreLanes: lanes.length - shown.length,
      rollouts: service?.rollouts.slice(0, MOST_LANES) ?? [],
      ...(service === undefined || service.running.length === 0 ? {} : { running: taskSeries(service, axis) }),
    };
  });
  const most = Math.ceil(
    MOST_BARS /
      Math.max(
        1,
        all.reduce((sum, { lanes }) => sum + lanes.length, 0),
      ),
  );
  return all.map((subject) => ({ ...subject, lanes: subject.lanes.map((lane) => ({ ...lane, bars: longestSpans(lane.bars, most) })) }));
}

function containerLanes(containers: SubjectAnalysis['containers'], events: readonly HistoryEvent[], axis: Window): SubjectLane[] {
  return Object.entries(containers).map(([label, container]) => ({
    label: shortName(label),
    bars: containerBars(label, container, events, axis),
    rows: 1,
  }));
}

function slotLanes(
  service: ServiceAnalysis,
  containers: SubjectAnalysis['containers'],
  events: readonly HistoryEvent[],
  axis: Window,
): SubjectLane[] {
  return [...groupBy(service.tasks, ({ task }) => task)]
    .toSorted(([left], [right]) => left.localeCompare(right, 'en', { numeric: true }))
    .map(([label, tasks]) => {
      const byTask = tasks.map((task) => taskBars(task, taskContainer(task, containers), events, axis));
      const { rowOf, rows } = stackRows(byTask.map(spanOf));
      return {
        label: shortName(label),
        bars: byTask.flatMap((bars, index) => bars.map((bar) => ({ ...bar, row: rowOf[index] ?? 0 }))),
        rows,
      };
    });
}

/** While it runs a task needs a row; the nothing that comes after it does not. */
function spanOf(bars: readonly Bar[]): Window {
  const alive = bars.filter(({ state }) => state !== 'dead' && state !== 'exited');
  return { fromMs: Math.min(...alive.map(({ fromMs }) => fromMs)), untilMs: Math.max(...alive.map(({ untilMs }) => untilMs)) };
}

/** Those with a story come first when there is no room for all. */
function mostTelling(lanes: readonly SubjectLane[]): readonly SubjectLane[] {
  if (lanes.length <= MOST_LANES) return lanes;
  const kept = new Set(lanes.toSorted((left, right) => right.bars.length - left.bars.length).slice(0, MOST_LANES));
  return lanes.filter((lane) => kept.has(lane));
}
