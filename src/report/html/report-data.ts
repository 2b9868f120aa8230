import type { Window } from '../../analysis/analysis.ts';
import { repeatCommand } from '../repeat-command.ts';
import type { ReportInput } from '../reporter.ts';
import type { RunResult } from '../run-result.ts';
import { eventExcerpts, type EventExcerpts } from './event-excerpts.ts';
import { faultMarks, type FaultMarks } from './fault-marks.ts';
import { headline, type Headline } from './headline.ts';
import { loadLanes, type LoadLanes } from './load-lanes.ts';
import { planText } from './plan-text.ts';
import { timeTable, type TimeTableRow } from './time-table.ts';
import { subjectLanes, type SubjectLanes } from './subject-lanes.ts';

/** What report.html shows, small whatever the length of the run: the number of requests has no part in its size. */
export interface ReportData {
  readonly result: RunResult;
  readonly title: string;
  readonly headline: Headline;
  readonly repeat?: string;
  /** The time axis of every lane; absent when nothing was measured. */
  readonly axis?: Window;
  readonly phases: readonly (Window & { readonly name: string })[];
  readonly loads: readonly LoadLanes[];
  readonly subjects: readonly SubjectLanes[];
  readonly faults: FaultMarks;
  readonly timeTable: readonly TimeTableRow[];
  readonly events: EventExcerpts;
  /** The scenario as it was understood; absent for a measurement. */
  readonly plan?: string;
}

const phaseNames = ['steady', 'chaos', 'recovery'] as const;

/** Returns what the document of a run is made of. */
export function reportData({ result, analysis }: ReportInput): ReportData {
  const window = analysis.windows.run ?? { fromMs: 0, untilMs: analysis.durationMs };
  const axis = window.untilMs > window.fromMs ? window : undefined;
  const events = eventExcerpts(result, analysis);
  const repeat = repeatCommand(result);
  const plan = planText(analysis.events);
  return {
    result,
    title: result.scenario.name,
    headline: headline({ result, analysis }),
    ...(repeat === undefined ? {} : { repeat }),
    ...(axis === undefined ? {} : { axis }),
    phases: phaseNames.flatMap((name) => {
      const phase = analysis.windows[name];
      return phase === undefined ? [] : [{ name, ...phase }];
    }),
    loads: axis === undefined ? [] : loadLanes({ result, analysis }, axis),
    subjects: axis === undefined ? [] : subjectLanes(analysis, axis),
    faults: faultMarks(analysis, axis),
    timeTable: axis === undefined ? [] : timeTable(analysis, axis),
    events,
    ...(plan === undefined ? {} : { plan }),
  };
}
