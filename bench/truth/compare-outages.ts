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
  /** Reported outages that overlap no true one, or a true one that another has overlapped already, and are told as another than the one before. */
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
  const extra = [...left].filter((outage) => !reported.some((earlier) => mayLastInto(earlier, outage)));
  return { edges, missed, extra: extra.length, extraCertainMs: Math.max(0, ...extra.map(certainMs)) };
}

/** Whether an outage may have lasted, as it was reported, until another began: then nobody claims that they are two. */
function mayLastInto({ fromMs, untilMs, uncertaintyMs, endLaterMs = uncertaintyMs }: ReportedOutage, other: ReportedOutage): boolean {
  return fromMs < other.fromMs && untilMs + endLaterMs >= other.fromMs;
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
