import type { Analysis } from '../analysis/analysis.ts';
import type { Place } from './place.ts';
import type { RunResult } from './run-result.ts';

/** What a report is made of. Reports are pure: the same input gives the same bytes. */
export interface ReportInput {
  readonly result: RunResult;
  readonly analysis: Analysis;
  /** Absent: not known, so the report names no paths but those in the history. */
  readonly place?: Place;
}

/** One output file. A file each in report/, listed in registry.ts. */
export interface Reporter {
  /** As `--format` takes it. */
  readonly name: string;
  /** One sentence, shown in help. */
  readonly summary: string;
  readonly fileName: string;
  /** Written only when `--format` names it. */
  readonly onRequest?: true;
  render(input: ReportInput): string;
}
