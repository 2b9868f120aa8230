import type { ServiceAnalysis, Window } from '../../analysis/analysis.ts';
import { shortName } from './short-name.ts';

const MOST_POINTS = 800;

/** How many tasks ran, per version, from each instant on. */
export interface TaskSeries {
  readonly atMs: readonly number[];
  readonly versions: Readonly<Record<string, readonly number[]>>;
  /** The most that ran at once. */
  readonly most: number;
}

/** Returns the running tasks of a service over the window; of very many changes only some. */
export function taskSeries({ running }: Pick<ServiceAnalysis, 'running'>, { fromMs, untilMs }: Window): TaskSeries {
  const firstInside = running.findIndex(({ atMs }) => atMs > fromMs);
  const inside = running.slice(Math.max(0, (firstInside === -1 ? running.length : firstInside) - 1)).filter(({ atMs }) => atMs < untilMs);
  const every = Math.ceil(inside.length / MOST_POINTS);
  const points = inside.filter((_, index) => index % every === 0 || index === inside.length - 1);
  const names = [...new Set(points.flatMap(({ byVersion }) => Object.keys(byVersion)))];
  return {
    atMs: points.map(({ atMs }) => Math.max(fromMs, atMs)),
    versions: Object.fromEntries(names.map((name) => [shortName(name), points.map(({ byVersion }) => byVersion[name] ?? 0)])),
    most: Math.max(1, ...points.map(({ total }) => total)),
  };
}
