import type { Analysis } from '../analysis/analysis.ts';
import type { RunResult } from './run-result.ts';

/** What a report is made of. Reports are pure: the same input gives the same bytes. */
export interface ReportInput {
  readonly result: RunResult;
  readonly analysis: Analysis;
}

/** One output file. A file each in report/, listed in registry.ts. */
export interface Reporter {
  /** As `--format` takes it. */
  readonly name: string;
  /** One sentence, shown in help. */
  readonly summary: string;
  readonly fileName: string;
  render(input: ReportInput): string;
}
