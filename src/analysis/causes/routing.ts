import type { Incident } from './incident.ts';

/** What the load did with an endpoint: among how many it was when the outage began, and when the load left it out. */
export interface Routing {
  /** At that instant. */
  readonly among: number;
  readonly leftOut?: { readonly atMs: number; readonly seq: number };
}

/** Returns how requests went to a container; undefined when it is not known that they did. */
export function routingOf(container: string, { run, load, outage }: Incident): Routing | undefined {
  const own = run.endpoints.filter((event) => event.load === load);
  const last = own.findLastIndex(
    ({ t, endpoints }) => t <= outage.untilMs && endpoints.some((endpoint) => endpoint.container === container),
  );
  const among = own[last]?.endpoints.length;
  if (among === undefined) return undefined;
  const next = own[last + 1];
  return { among, ...(next === undefined ? {} : { leftOut: { atMs: next.t, seq: next.seq } }) };
}

/** Returns ' (one of 3)' when requests were shared out among several. */
export function oneOf(routing: Routing | undefined): string {
  return routing === undefined || routing.among < 2 ? '' : ` (one of ${routing.among})`;
}
