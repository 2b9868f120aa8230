import type { SlipLimits } from '../slip-limits.ts';
import type { HarnessSpent } from './harness-reading.ts';
import { shortageOf } from './shortage.ts';
import { whyHeldUp } from './why-held-up.ts';

/** What may have spoiled the requests of one bucket. */
export interface SelfCheckFigures {
  readonly due: number;
  readonly unsent: number;
  readonly slipP99Ms: number;
  /** How late the latest of those was whose turn came too late for them to be sent; 0 without any. */
  readonly tooLateMs: number;
  /** The longest standstill while requests of the bucket were on their way. */
  readonly stalledMs: number;
  /** The longest that a request was on its way while the other side worked off what this process had sent late, all at once. */
  readonly behindMs: number;
  /** The error codes of what this machine ran out of. */
  readonly shortages: ReadonlySet<string>;
  /** From the bucket's beginning until its last request had ended. */
  readonly spent?: HarnessSpent | undefined;
}

/** Waiting this share of the time for a processor makes every reading late. */
const MOST_WAITING = 0.25;
/** Below this it is the difference between two clocks that are read one after the other. */
const SUSPENDED_MS = 100;
const MS_PER_S = 1000;

/** Returns why the bucket is not evidence, and what helps; empty when it is. */
export function spoiledReason(figures: SelfCheckFigures, limits: SlipLimits): string {
  const { due, unsent, slipP99Ms, tooLateMs, stalledMs, behindMs, shortages, spent } = figures;
  const reasons: string[] = [];
  if (unsent > 0) reasons.push(`${unsent} of ${due} requests were not sent, or too late to tell`);
  if (slipP99Ms > limits.bucketMs)
    reasons.push(`requests left late: slip p99 ${slipP99Ms.toFixed(1)} ms, limit ${Number(limits.bucketMs.toFixed(1))} ms`);
  if (stalledMs > limits.requestMs) reasons.push(`the load process stood still for ${stalledMs.toFixed(0)} ms`);
  const short = [...shortages].flatMap((code) => shortageOf(code) ?? []);
  const lostMs = Math.max(slipP99Ms, tooLateMs, stalledMs, unsent > 0 ? limits.requestMs : 0);
  if (spent !== undefined) reasons.push(...why(lostMs, reasons.length > 0 && short.length === 0, spent));
  // What held this process up was told with the seconds in which it stood still.
  if (behindMs > limits.bucketMs) reasons.push(behindBacklog(behindMs));
  return [...reasons, ...short].join('; ');
}

/** Returns whether the machine was suspended meanwhile, so that even a broken connection says nothing about the other side. */
export function wasSuspended(spent: HarnessSpent): boolean {
  return spent.suspendedMs > SUSPENDED_MS;
}

function behindBacklog(ms: number): string {
  return `for ${ms.toFixed(0)} ms requests waited behind what the load process had sent all at once, because it had stood still`;
}

function why(lostMs: number, heldUp: boolean, spent: HarnessSpent): string[] {
  if (wasSuspended(spent))
    return [`the machine was suspended for ${(spent.suspendedMs / MS_PER_S).toFixed(1)} s: let it not sleep during a run`];
  // Time that a quota takes is counted as waiting, too.
  const waitedMs = Math.max(spent.waitedMs, spent.throttledMs);
  const waiting = waitedMs > spent.forMs * MOST_WAITING;
  return [
    ...(waiting
      ? [`the load process waited ${Math.min(100, Math.round((100 * waitedMs) / spent.forMs))} % of the time for a processor`]
      : []),
    ...(waiting || heldUp ? [whyHeldUp(waiting ? waitedMs : lostMs, spent)] : []),
  ];
}
