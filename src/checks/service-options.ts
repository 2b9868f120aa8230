import { z } from 'zod';
import type { Analysis, ServiceAnalysis } from '../analysis/analysis.ts';
import { onlyName } from './only-name.ts';

/** Returns the option `of` of a check about a Swarm service. */
export function ofService() {
  return z.string().min(1).optional().describe('The service; may be left out when there is only one.');
}

/** Returns the service that is meant. @throws CannotTell when the history has none of that name. */
export function servicePart({ subjects }: Analysis, named: string | undefined): { readonly of: string; readonly service: ServiceAnalysis } {
  const services = Object.fromEntries(
    Object.entries(subjects).flatMap(([name, { service: one }]) => (one === undefined ? [] : [[name, one] as const])),
  );
  const of = onlyName(named, services, 'service');
  const service = services[of];
  if (service === undefined) throw new RangeError(`There is no service ${of}.`);
  return { of, service };
}
