import type { RequestClass } from '../../history/load-bucket.ts';
import type { LoadRunFigures, RunFigures } from '../run-figures.ts';

/** How a figure's values are counted: shares 0..1, milliseconds, or numbers. */
export type Unit = 'share' | 'ms' | 'count';

interface Kind {
  /** As `--fail-on` takes it. */
  readonly name: string;
  readonly unit: Unit;
  /** Which way is better for users. */
  readonly better: 'higher' | 'lower';
}

export interface LoadFigureKind extends Kind {
  /** Whether it is that of one window, and not of the whole run. */
  readonly windowed: boolean;
  readonly of: (load: LoadRunFigures, during: 'chaos' | 'run') => number | null | undefined;
}

export interface RunFigureKind extends Kind {
  readonly of: (run: RunFigures) => number | undefined;
}

/** What runs are compared by, of each load. */
export const loadFigures: readonly LoadFigureKind[] = [
  { name: 'availability', unit: 'share', better: 'higher', windowed: true, of: (load, during) => load[during]?.availability },
  { name: 'failures', unit: 'count', better: 'lower', windowed: true, of: (load, during) => load[during]?.failed },
  { name: 'outages', unit: 'count', better: 'lower', windowed: false, of: ({ outages }) => outages },
  { name: 'longest outage', unit: 'ms', better: 'lower', windowed: false, of: ({ longestOutageMs }) => longestOutageMs },
  { name: 'outage time', unit: 'ms', better: 'lower', windowed: false, of: ({ outageMs }) => outageMs },
  { name: 'p50', unit: 'ms', better: 'lower', windowed: true, of: (load, during) => load[during]?.latencyMs.p50 },
  { name: 'p99', unit: 'ms', better: 'lower', windowed: true, of: (load, during) => load[during]?.latencyMs.p99 },
];

/** And of each run as a whole. */
export const wholeRunFigures: readonly RunFigureKind[] = [
  { name: 'recovery', unit: 'ms', better: 'lower', of: ({ recoveryMs }) => recoveryMs },
  { name: 'restarts', unit: 'count', better: 'lower', of: ({ restarts }) => restarts },
  { name: 'tasks down', unit: 'count', better: 'lower', of: ({ tasksDown }) => tasksDown },
  { name: 'rollout', unit: 'ms', better: 'lower', of: ({ rolloutMs }) => rolloutMs },
];

/** Returns the figure of the failures of one class: `refused`. */
export function classFigure(name: RequestClass): LoadFigureKind {
  return { name, unit: 'count', better: 'lower', windowed: true, of: (load, during) => load[during]?.errors[name] ?? 0 };
}
