import { addCounts } from './add-counts.ts';
import { joinedSchedule } from './even-schedule.ts';
import { Histogram } from './histogram.ts';
import type { LoadRest } from './load-bucket.ts';

/** A LoadRest while buckets are being joined: its histograms decoded, its times relative to the first of them. */
export interface OpenRest extends Omit<LoadRest, 'latencyUs' | 'leastUs' | 'slipUs'> {
  readonly latency: Histogram;
  readonly least: Histogram;
  readonly slip: Histogram;
}

/** @throws ERR_HISTORY_INVALID when a histogram is damaged. */
export function openRest({ latencyUs, leastUs, slipUs, ...rest }: LoadRest, offsetUs: number): OpenRest {
  return {
    ...rest,
    firstUs: rest.firstUs + offsetUs,
    latency: Histogram.decode(latencyUs),
    least: Histogram.decode(leastUs),
    slip: Histogram.decode(slipUs),
  };
}

export function closeRest({ latency, least, slip, ...rest }: OpenRest): LoadRest {
  return { ...rest, latencyUs: latency.encode(), leastUs: least.encode(), slipUs: slip.encode() };
}

/** Returns both as one; undefined when they do not lie on one schedule. */
export function joinRest(earlier: OpenRest, later: OpenRest): OpenRest | undefined {
  const schedule = earlier.class === later.class ? joinedSchedule(earlier, later) : undefined;
  return (
    schedule && {
      ...schedule,
      class: earlier.class,
      n: earlier.n + later.n,
      places: earlier.places + later.places,
      versions: addCounts([earlier.versions, later.versions]),
      latency: earlier.latency.merge(later.latency),
      least: earlier.least.merge(later.least),
      slip: earlier.slip.merge(later.slip),
    }
  );
}
