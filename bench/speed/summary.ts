import { percentile } from '../truth/percentile.ts';
import { spread } from '../truth/spread.ts';
import type { Figure } from './figure.ts';

/** A figure as it stands in the table and in the baseline. */
export interface Summary extends Pick<Figure, 'what' | 'unit' | 'statistic'> {
  readonly benchmark: string;
  readonly median: number;
  readonly p99: number;
  readonly n: number;
  readonly peer?: { readonly name: string; readonly value: number };
  /** The figure ÷ its peer's. */
  readonly ratio?: number;
  /** By how much its own repetitions differ: the range of what is compared, as a share of it. Absent with a single repetition. */
  readonly noise?: number;
}

type Statistic = Figure['statistic'];

/** Returns the figure with its repetitions taken together. @throws Error when there are no values */
export function summarise(benchmark: string, { what, unit, statistic, repetitions, peer }: Figure): Summary {
  const all = repetitions.flat();
  const [median, p99] = [statisticOf('median', all), statisticOf('p99', all)];
  const value = statistic === 'median' ? median : p99;
  const peerValue = peer && statisticOf(statistic, peer.repetitions.flat());
  const compared = repetitions.map((values, index) => {
    // Where both were measured at the same time, what disturbed one disturbed the other.
    const beside = peer?.repetitions.length === repetitions.length ? statisticOf(statistic, peer.repetitions[index] ?? []) : peerValue;
    return statisticOf(statistic, values) / (beside ?? 1);
  });
  return {
    benchmark,
    what,
    unit,
    statistic,
    median,
    p99,
    n: all.length,
    ...(peer === undefined || peerValue === undefined ? {} : { peer: { name: peer.name, value: peerValue }, ratio: value / peerValue }),
    ...(compared.length < 2 ? {} : { noise: noiseOf(compared) }),
  };
}

function statisticOf(statistic: Statistic, values: readonly number[]): number {
  const value = statistic === 'median' ? spread(values)?.median : percentile(values, 0.99);
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
}

function noiseOf(values: readonly number[]): number {
  const { median, lowest, highest } = spread(values) ?? { median: 1, lowest: 1, highest: 1 };
  return (highest - lowest) / median;
}
