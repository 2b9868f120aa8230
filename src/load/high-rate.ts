import type { LoadSpec } from '../scenario/scenario.ts';
import { peakPerSecond } from './peak-per-second.ts';

const HIGH_PER_SECOND = 1000;

/** Returns whether a load sends so many requests that its process is late from the first second on, unless what every one runs through has been compiled. */
export function isHighRate(spec: Pick<LoadSpec, 'ratePerSecond' | 'stages'>): boolean {
  return peakPerSecond(spec) >= HIGH_PER_SECOND;
}
