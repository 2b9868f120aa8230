import { classCode } from '../class-code.ts';
import { requestRange } from '../request-range.ts';
import { countRest, restIn } from '../rest-requests.ts';
import { evidenceOf, type CauseRule } from './cause-rule.ts';
import { SKEW_MS, STARTING_MS, type EngineEvent, type Incident } from './incident.ts';
import { oneOf, routingOf } from './routing.ts';
import { sayMs } from './say.ts';
import { who } from './who.ts';

/** Its process had been started and did not listen yet. Without a health check Swarm calls a task running as soon as it has a process. */
export const routedBeforeReady: CauseRule = {
  name: 'routed-before-ready',
  explain(incident) {
    const { outage, subject, run } = incident;
    const refused = (outage.errors.refused ?? 0) + (outage.errors.reset ?? 0);
    const start = refused === 0 ? undefined : lastStart(incident);
    if (start === undefined || subject === undefined || answeredSince(start, incident)) return undefined;
    const without =
      subject.service?.configurations.at(-1)?.healthcheck === undefined && run.created.get(start.container)?.healthcheck === undefined;
    const healthy = subject.containers[start.container]?.health.some(
      ({ status, atMs }) => status === 'healthy' && atMs >= start.atMs && atMs <= outage.fromMs - SKEW_MS,
    );
    if (healthy === true) return undefined;
    const why =
      subject.service === undefined || !without ? '' : '; it has no health check, so Swarm calls it running as soon as its process is';
    const name = `${who(start.container, subject)}${oneOf(routingOf(start.container, incident))}`;
    const routed = routedSince(start.container, incident);
    const evidence = evidenceOf([start.seq, routed?.seq]);
    return (
      evidence && {
        text: `${name} had been started ${sayMs(outage.fromMs - start.atMs)} before, was routed to and did not listen yet${why}`,
        evidence,
      }
    );
  },
};

function lastStart({ run, subject, routed, outage, begunMs }: Incident): EngineEvent | undefined {
  return run.engineEvents.findLast(
    ({ action, container, subject: own, atMs }) =>
      action === 'start' &&
      own === subject?.name &&
      (routed.length === 0 || routed.includes(container)) &&
      atMs <= begunMs &&
      outage.fromMs - atMs <= STARTING_MS,
  );
}

/** Requests go to the endpoints in turn: as many good answers in a row as there are endpoints have one of this container among them. */
function answeredSince({ container, atMs }: EngineEvent, incident: Incident): boolean {
  const { of, outage } = incident;
  const among = routingOf(container, incident)?.among ?? 1;
  const sinceMs = Math.max(atMs, routedSince(container, incident)?.t ?? atMs);
  const { from, until } = requestRange(of.requests, { fromMs: sinceMs, untilMs: outage.fromMs });
  const ok = classCode('ok');
  let inARow = 0;
  for (let row = from; row < until; row += 1) {
    inARow = of.requests.class[row] === ok ? inARow + 1 : 0;
    if (inARow >= among) return true;
  }
  return countRest(restIn(of.requests, { fromMs: sinceMs, untilMs: outage.fromMs })) >= among;
}

function routedSince(container: string, { run, load }: Incident): { readonly t: number; readonly seq: number } | undefined {
  return run.endpoints.find((event) => event.load === load && event.endpoints.some((endpoint) => endpoint.container === container));
}
