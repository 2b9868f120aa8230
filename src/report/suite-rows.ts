import { dirname, relative, sep } from 'node:path';
import type { Window } from '../analysis/analysis.ts';
import type { Verdict } from '../checks/verdict.ts';
import { byVerdict } from './by-verdict.ts';
import { html } from './html.ts';
import { runFigures } from './run-figures.ts';
import type { RunResult } from './run-result.ts';
import { isRun, type SuiteEntry } from './suite-result.ts';

/** A run, or a scenario that could not be run, and where its report is. */
export interface PlacedEntry {
  readonly entry: SuiteEntry;
  /** Of the run's files; absent when there are none. */
  readonly directory?: string;
}

/** One run as the suite page shows it. */
export interface SuiteRow {
  readonly name: string;
  /** Which of several repetitions, or empty. */
  readonly repetition: string;
  readonly file: string;
  readonly runId: string;
  readonly verdict: Verdict;
  /** Relative to the page. */
  readonly link?: string;
  /** The worst of its loads. */
  readonly availability?: { readonly load: string; readonly share: number; readonly n: number; readonly failed: number };
  readonly longestOutage?: { readonly durationMs: number; readonly open: boolean };
  readonly recoveryMs?: number;
  readonly durationMs?: number;
  readonly checks: number;
  /** How many of them did not pass. */
  readonly unmet: number;
  /** Of the first check that did not pass, or why there is no run. */
  readonly why: string;
  readonly picture?: RunPicture;
}

/** What a small picture of a run shows, on its own time axis. */
export interface RunPicture {
  readonly axis: Window;
  readonly chaos?: Window;
  readonly outages: readonly (Window & { readonly failed: number })[];
  readonly faultsMs: readonly number[];
}

/** Returns the rows of a suite, failed ones first, then by name and time; `page` is the path of the page that links to their reports. */
export function suiteRows(entries: readonly PlacedEntry[], page: string): SuiteRow[] {
  return entries
    .map((placed) => rowOf(placed, page))
    .toSorted((left, right) => byVerdict(left, right) || left.name.localeCompare(right.name) || left.runId.localeCompare(right.runId));
}

function rowOf({ entry, directory }: PlacedEntry, page: string): SuiteRow {
  const link = directory === undefined ? {} : { link: reportLink(directory, page) };
  if (!isRun(entry)) {
    const { scenario, error, verdict } = entry;
    const { file } = scenario;
    return {
      name: scenario.name ?? file,
      repetition: '',
      file,
      runId: '',
      verdict,
      checks: 0,
      unmet: 0,
      why: `did not run: ${error.message}`,
    };
  }
  const { run, scenario, verdict, checks } = entry;
  const { recoveryMs } = runFigures(entry);
  const first = checks.find((check) => check.verdict === verdict);
  const picture = pictureOf(entry);
  return {
    name: scenario.name,
    repetition: run.repeat > 1 ? `${run.repetition} of ${run.repeat}` : '',
    file: scenario.file,
    runId: run.id,
    verdict,
    ...link,
    ...loadCells(entry),
    ...(recoveryMs === undefined ? {} : { recoveryMs }),
    ...(run.durationMs === null ? {} : { durationMs: run.durationMs }),
    checks: checks.length,
    unmet: checks.filter((check) => check.verdict !== 'passed').length,
    why: verdict === 'passed' || first === undefined ? '' : first.message,
    ...(picture === undefined ? {} : { picture }),
  };
}

/** Returns the address of a run's report as seen from a page, with everything escaped that means something in an address. */
export function reportLink(directory: string, page: string): string {
  const parts = relative(dirname(page), directory).split(sep);
  return [...parts.filter((part) => part !== ''), html.fileName].map(encodeURIComponent).join('/');
}

function loadCells(result: RunResult): Pick<SuiteRow, 'availability' | 'longestOutage'> {
  const loads = Object.entries(runFigures(result).load);
  const [worst] = loads
    .map(([load, { run }]) => ({ load, share: run.availability ?? 1, n: run.ok + run.failed, failed: run.failed }))
    .toSorted((left, right) => left.share - right.share);
  const [longest] = loads.map(([, load]) => load).toSorted((left, right) => right.longestOutageMs - left.longestOutageMs);
  return {
    ...(worst === undefined ? {} : { availability: worst }),
    ...(longest === undefined ? {} : { longestOutage: { durationMs: longest.longestOutageMs, open: longest.open } }),
  };
}

/** Returns what the small picture of a run shows: of each load the outages of its primary stream. Undefined when nothing was measured. */
export function pictureOf({ windows, load, timeline }: RunResult): RunPicture | undefined {
  const axis = windows.run;
  const measured = Object.values(load).filter(({ availability }) => availability !== null);
  if (axis === undefined || axis.untilMs <= axis.fromMs || measured.length === 0) return undefined;
  const faults = timeline.filter(({ fault, outcome }) => fault !== null && outcome === 'injected');
  return {
    axis,
    ...(windows.chaos === undefined ? {} : { chaos: windows.chaos }),
    outages: measured.flatMap(({ outages }) => outages.map(({ fromMs, untilMs, failed }) => ({ fromMs, untilMs, failed }))),
    faultsMs: faults.flatMap(({ atMs }) => atMs ?? []),
  };
}
