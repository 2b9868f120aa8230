import type { LoadSpec } from '../../scenario/scenario.ts';
import { descriptorLimit } from './shortage.ts';

export interface PreflightWarning {
  readonly code: string;
  readonly message: string;
}

/** What the process has open besides its requests: its channel to the parent, the rehearsal, the event loop, modules. */
const OWN_DESCRIPTORS = 64;
/** At 4000/s one processor of a virtual machine was two thirds busy (bench/load-schedule.ts). Below it the slip tells whether this machine can. */
const NEW_CONNECTIONS_PER_SECOND = 4000;

/**
 * Returns what this machine will probably run out of. While a server stands still every request is on its way until its deadline: that is when an
 * outage is measured, and when the load must not run out itself.
 */
export function preflight(
  load: string,
  spec: Pick<LoadSpec, 'ratePerSecond' | 'timeoutMs' | 'streams'>,
  limit = descriptorLimit(),
): PreflightWarning[] {
  const { ratePerSecond, timeoutMs, streams } = spec;
  const warnings: PreflightWarning[] = [];
  const needed = Math.ceil((ratePerSecond * streams.length * timeoutMs) / 1000) + OWN_DESCRIPTORS;
  if (limit !== undefined && needed > limit) {
    const message =
      `The load "${load}": while the server does not answer, up to ${needed} connections are open at once, but this process may have ${limit} files open. ` +
      `Allow more (ulimit -n ${needed}), or lower the rate or the timeout: such a time would be inconclusive.`;
    warnings.push({ code: 'load-descriptors', message });
  }
  if (streams.includes('new') && ratePerSecond > NEW_CONNECTIONS_PER_SECOND) {
    const message =
      `The load "${load}": ${ratePerSecond}/s with a new connection for each request may be more than one processor can do (about ${NEW_CONNECTIONS_PER_SECOND}/s). ` +
      'Seconds in which requests leave late are inconclusive: lower the rate, or measure with `connections: keep-alive` only.';
    warnings.push({ code: 'load-rate', message });
  }
  return warnings;
}
