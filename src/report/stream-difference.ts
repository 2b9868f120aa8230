import { formatDuration, formatShare } from './format.ts';
import type { FiguresResult, LoadResult } from './run-result.ts';
import { keptFail, newFail } from './stream-meanings.ts';
import { visible } from './visible.ts';

/** What the two streams of a load say about each other. */
export interface StreamDifference {
  /** Whether they disagree: then either of them alone would mislead. */
  readonly differs: boolean;
  /** In plain words, one sentence each. */
  readonly sentences: readonly string[];
}

type Stream = NonNullable<LoadResult['streams']['new']>;

/** The streams are half an interval apart, so each edge of an outage may hit one request more of one of them. */
const EDGE_REQUESTS = 2;
/** Below this ratio of failures it is the same trouble, seen from two sides. */
const DISTINCT_RATIO = 1.25;
/** So small a part of the other stream's failures counts as none. */
const HARDLY_ANY = 0.1;
const DISTINCT_VERSION_SHARE = 0.05;
const DISTINCT_CONNECT_MS = 5;
const DOUBT = 'Part of this was measured while faultline fell behind its own schedule, so the difference may be smaller.';

/** Returns what the difference between new and kept connections means, or that there is none; undefined without two measured streams. */
export function streamDifference({ streams }: Pick<LoadResult, 'streams'>): StreamDifference | undefined {
  const { new: fresh, 'keep-alive': kept } = streams;
  if (fresh === undefined || kept === undefined || sent(fresh) === 0 || sent(kept) === 0) return undefined;
  const found = [failures(fresh, kept), versions(fresh, kept)].filter((sentence) => sentence !== undefined);
  const others = [found.length > 0 ? undefined : agreement(fresh), connecting(fresh, kept)].filter((sentence) => sentence !== undefined);
  const doubt = found.length > 0 && fresh.spoiled.length + kept.spoiled.length > 0 ? [DOUBT] : [];
  return { differs: found.length > 0, sentences: [...found, ...others, ...doubt] };
}

function sent({ ok, failed }: FiguresResult): number {
  return ok + failed;
}

function failures(fresh: Stream, kept: Stream): string | undefined {
  const rates = { fresh: fresh.failed / sent(fresh), kept: kept.failed / sent(kept) };
  const newIsWorse = rates.fresh >= rates.kept;
  const [high, low] = newIsWorse ? [rates.fresh, rates.kept] : [rates.kept, rates.fresh];
  const outages = Math.max(1, fresh.outages.length, kept.outages.length);
  const surplus = (high - low) * Math.min(sent(fresh), sent(kept));
  if (surplus <= EDGE_REQUESTS * outages || high < low * DISTINCT_RATIO) return undefined;
  const shares = `new connections ${formatShare(fresh.availability)}, keep-alive ${formatShare(kept.availability)}`;
  const meaning = newIsWorse ? newFail[mostly(fresh)] : keptFail[mostly(kept)];
  if (meaning === undefined || low > high * HARDLY_ANY) {
    return `Both streams failed, ${newIsWorse ? 'new' : 'kept'} connections more often (${shares}): neither of them alone tells what users see.`;
  }
  return `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)} (${shares}).`;
}

function mostly({ errors }: FiguresResult): keyof FiguresResult['errors'] {
  let most: keyof FiguresResult['errors'] = 'unsent';
  for (const name of Object.keys(errors) as (keyof FiguresResult['errors'])[]) if ((errors[name] ?? 0) > (errors[most] ?? 0)) most = name;
  return most;
}

/** A version that kept connections see more of is being left: whoever is connected stays on it. */
function versions(fresh: Stream, kept: Stream): string | undefined {
  const share = ({ versions: counts }: Stream, name: string) =>
    (counts[name] ?? 0) / Object.values(counts).reduce((sum, count) => sum + count, 0);
  const both = Object.keys(fresh.versions).length > 0 && Object.keys(kept.versions).length > 0;
  if (!both) return undefined;
  const names = [...new Set([...Object.keys(fresh.versions), ...Object.keys(kept.versions)])];
  const surplus = names.map((name) => ({ name, of: share(kept, name) - share(fresh, name) })).toSorted((left, right) => right.of - left.of);
  const [old] = surplus;
  const young = surplus.at(-1);
  if (old === undefined || young === undefined || old.of <= DISTINCT_VERSION_SHARE) return undefined;
  const shares = `${formatShare(share(kept, old.name))} of its answers, against ${formatShare(share(fresh, old.name))}`;
  return `Established connections stayed with version ${visible(old.name)} (${shares} on new connections) while new ones were led to ${visible(young.name)}: it is drained, and its clients change over when they are cut.`;
}

function agreement(fresh: Stream): string {
  return fresh.failed === 0
    ? 'Both streams agree: new and established connections were served alike.'
    : 'Both streams agree: whoever arrived and whoever was connected already were hit alike.';
}

/** What opening a connection costs, when that is worth knowing. */
function connecting({ latencyMs: { p50: fresh } }: Stream, { latencyMs: { p50: kept } }: Stream): string | undefined {
  if (fresh === null || kept === null || fresh - kept < DISTINCT_CONNECT_MS || fresh < kept * DISTINCT_RATIO) return undefined;
  return `Opening a connection takes about ${formatDuration(fresh - kept)} of the median ${formatDuration(fresh)}.`;
}
