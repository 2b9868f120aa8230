import type { HistoryEventOf } from '../../history/history-event.ts';
import type { Analysis, ContainerAnalysis, ServiceAnalysis } from '../analysis.ts';

export type Warning = Analysis['warnings'][number];

/** What a warning looks at: one service of a run. */
export interface WatchedService {
  readonly name: string;
  readonly service: ServiceAnalysis;
  readonly containers: Readonly<Record<string, ContainerAnalysis>>;
  readonly steps: readonly HistoryEventOf<'step'>[];
}

/** Something that a user of a service should know, though nobody asked. A file each, listed in registry.ts. */
export interface WarningRule {
  readonly code: string;
  /** Returns what is to be said of one service, with the fact behind it. */
  find(watched: WatchedService): readonly Omit<Warning, 'code'>[];
}
