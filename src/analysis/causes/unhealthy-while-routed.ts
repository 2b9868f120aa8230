import type { RequestClass } from '../../history/load-bucket.ts';
import { evidenceOf, type CauseRule } from './cause-rule.ts';
import { faultOn, sayFault } from './began-by.ts';
import { SKEW_MS, type Incident } from './incident.ts';
import { oneOf, routingOf } from './routing.ts';
import { sayMs } from './say.ts';
import { who } from './who.ts';

const words: Partial<Record<RequestClass, string>> = {
  'bad-status': 'answered with a wrong status',
  'bad-body': 'answered with a wrong body',
  timeout: 'did not answer in time',
};

/** It ran and did not serve: its health check says so too, a while later, and until somebody acts on that requests go to it. */
export const unhealthyWhileRouted: CauseRule = {
  name: 'unhealthy-while-routed',
  explain(incident) {
    const { outage, subject, run } = incident;
    const [main] = Object.entries(outage.errors).toSorted(([, left], [, right]) => right - left);
    const doing = Object.entries(words).find(([name]) => name === main?.[0])?.[1];
    const sick = doing === undefined ? undefined : sickOf(incident);
    if (sick === undefined || subject === undefined) return undefined;
    const { container, unhealthy, lifeFromMs } = sick;
    const fault = faultOn(container, run, { fromMs: lifeFromMs, untilMs: Math.min(unhealthy.atMs, incident.begunMs) });
    const after = fault === undefined ? '' : ` after ${sayFault(fault, run.subjects, container)}`;
    const lateMs = unhealthy.atMs - outage.fromMs;
    const known =
      lateMs > 0
        ? `its health check called it unhealthy ${sayMs(lateMs)} after this outage had begun`
        : `its health check had called it unhealthy ${sayMs(-lateMs)} before`;
    const text = `${who(container, subject)}${oneOf(routingOf(container, incident))} ${doing ?? ''}${after} and was still routed to: ${known}${consequence(incident, container)}`;
    const evidence = evidenceOf([unhealthy.seq, fault?.seq]);
    return evidence && { text, evidence };
  },
};

interface Sick {
  readonly container: string;
  readonly unhealthy: { readonly atMs: number; readonly seq: number };
  readonly lifeFromMs: number;
}

/** A container that is called unhealthy while the outage goes on, or so soon after that its checks failed already. */
function sickOf({ outage, subject, routed, begunMs }: Incident): Sick | undefined {
  for (const [container, { health, incarnations }] of Object.entries(subject?.containers ?? {})) {
    if (routed.length > 0 && !routed.includes(container)) continue;
    const life = incarnations.findLast(({ startedMs }) => startedMs <= begunMs);
    for (const unhealthy of health.filter(({ status }) => status === 'unhealthy')) {
      const well = health.find(({ status, atMs }) => status === 'healthy' && atMs > unhealthy.atMs)?.atMs ?? Infinity;
      const over = Math.min(well, life?.endedMs ?? Infinity) + SKEW_MS < outage.fromMs;
      if (over || unhealthy.atMs < (life?.startedMs ?? -Infinity) || unhealthy.atMs > outage.untilMs + DETECTION_MS) continue;
      return { container, unhealthy, lifeFromMs: life?.startedMs ?? -Infinity };
    }
  }
  return undefined;
}

/** Health checks that need longer than this to notice are not seen as being about the same. */
const DETECTION_MS = 10_000;

function consequence({ subject }: Incident, container: string): string {
  if (subject?.service === undefined) {
    const healed = subject?.containers[container]?.restarts.some(({ by }) => by === 'autoheal') ?? false;
    return healed ? '' : ', and the engine leaves an unhealthy container as it is';
  }
  return '';
}
