import type { ReportedOutage } from './faultline-job.ts';
import type { Truth } from './truth-of.ts';

/** One edge of an outage as it was reported, against the truth. */
export interface EdgeError {
  readonly edge: 'start' | 'end';
  /** Reported minus true. */
  readonly errorMs: number;
  /** As far as the truth may lie on that side, as reported. */
  readonly statedMs: number;
}

export interface OutageComparison {
  readonly edges: readonly EdgeError[];
  /** True outages that no reported one overlaps. */
  readonly missed: number;
  /** Reported outages that overlap no true one, or a true one that another has overlapped already. */
  readonly extra: number;
  /** The longest of those for certain: as short as its stated uncertainty lets it be. 0 without one. */
  readonly extraCertainMs: number;
}

/** Returns how the reported outages compare with the true ones, each true one with the first that overlaps it most. */
export function compareOutages(reported: readonly ReportedOutage[], truth: Truth['outages']): OutageComparison {
  const left = new Set(reported);
  const edges: EdgeError[] = [];
  let missed = 0;
  for (const outage of truth) {
    const best = [...left].reduce<ReportedOutage | undefined>(
      (most, one) => (overlapMs(one, outage) > (most === undefined ? 0 : overlapMs(most, outage)) ? one : most),
      undefined,
    );
    if (best === undefined) missed += 1;
    else edges.push(...edgesOf(best, outage));
    if (best !== undefined) left.delete(best);
  }
  return { edges, missed, extra: left.size, extraCertainMs: Math.max(0, ...[...left].map(certainMs)) };
}

function certainMs({ fromMs, untilMs, uncertaintyMs, startLaterMs, endEarlierMs }: ReportedOutage): number {
  return untilMs - (endEarlierMs ?? uncertaintyMs) - (fromMs + (startLaterMs ?? uncertaintyMs));
}

type Span = Truth['outages'][number];

function overlapMs(one: Span, other: Span): number {
  return Math.min(one.untilMs, other.untilMs) - Math.max(one.fromMs, other.fromMs);
}

function edgesOf(reported: ReportedOutage, truth: Span): EdgeError[] {
  const startMs = reported.fromMs - truth.fromMs;
  const endMs = reported.untilMs - truth.untilMs;
  const { uncertaintyMs, startEarlierMs, startLaterMs, endEarlierMs, endLaterMs } = reported;
  return [
    { edge: 'start', errorMs: startMs, statedMs: (startMs > 0 ? startEarlierMs : startLaterMs) ?? uncertaintyMs },
    { edge: 'end', errorMs: endMs, statedMs: (endMs > 0 ? endEarlierMs : endLaterMs) ?? uncertaintyMs },
  ];
}
