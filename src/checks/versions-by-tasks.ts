import type { Analysis, ServiceAnalysis, WindowName } from '../analysis/analysis.ts';
import { versionShares } from '../analysis/version-shares.ts';
import type { Comparison } from '../scenario/comparison.ts';
import { CannotTell, type Finding } from './conclude.ts';
import { formatShare } from './format-value.ts';
import { servicePart } from './service-options.ts';
import { hasForm, overTime, type TemporalOptions, type Truth } from './temporal.ts';
import { temporalSpan } from './temporal-span.ts';
import { allHold, exactly, holdsOver } from './value-range.ts';

export interface VersionsByTasksOptions extends TemporalOptions {
  readonly of?: string | undefined;
  readonly during?: WindowName | undefined;
  readonly share: Readonly<Record<string, Comparison>>;
  readonly present: readonly string[];
  readonly absent: readonly string[];
  readonly neverTogether: boolean;
  readonly atEnd: boolean;
}

/** Returns what the running tasks' versions say: at one instant, at each of them, or over a window with each task weighted by its time. */
export function versionsByTasks(options: VersionsByTasksOptions, analysis: Analysis): Finding {
  const { of, service } = servicePart(analysis, options.of);
  if (service.running.length === 0) throw new CannotTell('no task of it ever ran');
  // None ran before the first one did.
  const running = [{ atMs: Number.NEGATIVE_INFINITY, total: 0, byVersion: {}, seq: 0 }, ...service.running];
  const form = options.atEnd || hasForm(options);
  const timed = form ? options : { ...options, during: options.during ?? 'chaos' };
  const span = temporalSpan(analysis, timed);
  const together = options.neverTogether ? overTime(aloneIn(running), { ...timed, within: undefined, always: true }, analysis) : undefined;
  const bounds = form ? overTime(truthsOf(running, options), timed, analysis) : undefined;
  const shares = form ? sharesOf(running.findLast(({ atMs }) => atMs < span.untilMs)) : versionShares(running, span);
  const observed = Object.entries(shares).map(([version, share]) => `version ${version} ${formatShare(share)}`);
  const holds = allHold([
    bounds === undefined ? unless(span.unseen, sharesHold(shares, options)) : bounds.holds,
    together === undefined || together.holds,
  ]);
  const evidence = together?.holds === false ? together.evidence : (bounds?.evidence ?? []);
  const doubt = span.unseen ?? bounds?.doubt ?? together?.doubt;
  const what = `${observed.length === 0 ? 'none' : observed.join(', ')} of the running tasks${form ? ' at the end' : ''}`;
  return { of, observed: together?.holds === false ? `${what}, two versions at once` : what, holds, doubt, evidence };
}

type Running = ServiceAnalysis['running'];

function truthsOf(running: Running, options: VersionsByTasksOptions): Truth[] {
  return running.map((one) => ({ atMs: one.atMs, holds: sharesHold(sharesOf(one), options), seq: one.seq }));
}

function aloneIn(running: Running): Truth[] {
  return running.map(({ atMs, byVersion, seq }) => ({
    atMs,
    holds: Object.values(byVersion).filter((count) => count > 0).length <= 1,
    seq,
  }));
}

function sharesOf(one: Running[number] | undefined): Readonly<Record<string, number>> {
  const { total = 0, byVersion = {} } = one ?? {};
  return Object.fromEntries(
    Object.entries(byVersion)
      .filter(([, count]) => count > 0)
      .map(([version, count]) => [version, count / total]),
  );
}

function sharesHold(shares: Readonly<Record<string, number>>, { share, present, absent }: VersionsByTasksOptions): boolean | undefined {
  return allHold([
    ...Object.entries(share).map(([version, bound]) => holdsOver(exactly(shares[version] ?? 0), bound)),
    ...present.map((version) => (shares[version] ?? 0) > 0),
    ...absent.map((version) => (shares[version] ?? 0) === 0),
  ]);
}

function unless(unseen: string | undefined, holds: boolean | undefined): boolean | undefined {
  return unseen === undefined ? holds : undefined;
}
