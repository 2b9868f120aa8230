import type { HistoryEvent } from '../../history/history-event.ts';
import type { LoadAnalysis, Outage, StreamAnalysis, SubjectAnalysis } from '../analysis.ts';
import { requestRange } from '../request-range.ts';
import type { Absence } from './absence.ts';
import { SKEW_MS, STARTING_MS, type Incident, type RunFacts } from './incident.ts';
import { causeRules } from './registry.ts';
import { runFacts } from './run-facts.ts';

/**
 * Returns the loads with the cause of every outage. Without an engine (a measurement of something that runs elsewhere) nothing is known of causes, so
 * there are none.
 */
export function withCauses(
  loads: Readonly<Record<string, LoadAnalysis>>,
  { events, subjects }: { readonly events: readonly HistoryEvent[]; readonly subjects: Readonly<Record<string, SubjectAnalysis>> },
): Record<string, LoadAnalysis> {
  const started = events[0];
  const failing = Object.values(loads).some(({ streams }) => streams.some(({ outages }) => outages.length > 0));
  if (!failing || started?.type !== 'run-started' || started.engine === undefined) return { ...loads };
  const run = runFacts(events, subjects);
  const began = new Map(events.flatMap((event) => (event.type === 'load-started' ? [[event.load, event.seq]] : [])));
  return Object.fromEntries(
    Object.entries(loads).map(([name, load]) => [
      name,
      {
        ...load,
        streams: load.streams.map((stream) => ({
          ...stream,
          outages: explained(stream, { name, load, run, loadSeq: began.get(name) ?? started.seq }),
        })),
      },
    ]),
  );
}

interface OfLoad {
  readonly name: string;
  readonly load: LoadAnalysis;
  readonly run: RunFacts;
  readonly loadSeq: number;
}

function explained(stream: StreamAnalysis, of: OfLoad): Outage[] {
  return stream.outages.map((outage) => {
    const incident = incidentOf(stream, outage, of);
    for (const rule of causeRules) {
      const found = rule.explain(incident);
      if (found === undefined) continue;
      const { text, evidence } = found;
      return { ...outage, cause: { seq: evidence[0], text, rule: rule.name, evidence } };
    }
    return outage;
  });
}

function incidentOf(stream: StreamAnalysis, outage: Outage, { name, load, run, loadSeq }: OfLoad): Incident {
  const { from } = requestRange(stream.requests, { fromMs: outage.fromMs, untilMs: outage.untilMs });
  const begunMs = outage.fromMs + (stream.requests.latencyMs[from] ?? 0) + SKEW_MS;
  const routed = routedIn(name, outage, run);
  const subject = subjectOf(load.url, routed, run.subjects);
  const incident = {
    load: name,
    of: stream,
    others: load.streams.filter((other) => other !== stream),
    outage,
    begunMs,
    ...(subject === undefined ? {} : { subject }),
    routed,
    loadSeq,
    run,
  };
  const near = run.absences.filter((absence) => matters(absence, incident));
  const away = near.filter((absence) => !isBack(absence, incident));
  return { ...incident, absences: away.length > 0 ? away : near };
}

/** Returns the containers among which requests were shared out from just before the outage until its end. */
function routedIn(load: string, { fromMs, untilMs }: Outage, { endpoints }: RunFacts): string[] {
  const own = endpoints.filter((event) => event.load === load);
  const before = own.findLast(({ t }) => t <= fromMs);
  const within = own.filter(({ t }) => t > fromMs && t < untilMs);
  const all = [...(before === undefined ? [] : [before]), ...within];
  return [...new Set(all.flatMap(({ endpoints: to }) => to.flatMap(({ container }) => container ?? [])))];
}

function subjectOf(url: string, routed: readonly string[], subjects: RunFacts['subjects']): Incident['subject'] {
  const host = URL.canParse(url) ? new URL(url).hostname.toLowerCase() : '';
  const found = Object.entries(subjects).find(
    ([name, { containers }]) => name.toLowerCase() === host || routed.some((one) => one in containers),
  );
  return found === undefined ? undefined : { name: found[0], ...found[1] };
}

/** Whether a container was away, or had just come back, when an outage went on that its requests may have been part of. */
function matters(absence: Absence, { outage, begunMs, subject, routed, load, run }: Omit<Incident, 'absences'>): boolean {
  if (absence.subject !== subject?.name || absence.fromMs > begunMs) return false;
  if (routed.length > 0 && (!routed.includes(absence.container) || wasLeftOut(absence, load, run))) return false;
  return outage.fromMs <= backMs(absence, routed) + STARTING_MS / 2;
}

/** A task that is to stop is left out before it is told so: when it went away nobody asked it any more. */
function wasLeftOut({ container, fromMs }: Absence, load: string, { endpoints }: RunFacts): boolean {
  const last = endpoints.findLast((event) => event.load === load && event.t <= fromMs);
  return last !== undefined && !last.endpoints.some((endpoint) => endpoint.container === container);
}

function isBack(absence: Absence, { outage, routed }: Pick<Incident, 'outage' | 'routed'>): boolean {
  return backMs(absence, routed) < outage.fromMs;
}

/** A task's container never comes back: as long as requests go to it, it is away. Where they go is not always known. */
function backMs({ again, replacement }: Absence, routed: readonly string[]): number {
  return again?.atMs ?? (routed.length > 0 ? undefined : replacement?.runningMs) ?? Infinity;
}
