import { evidenceOf, type CauseRule } from './cause-rule.ts';
import { faultOn, sayFault } from './began-by.ts';
import { SKEW_MS, type EngineEvent, type Incident } from './incident.ts';
import { oneOf, routingOf } from './routing.ts';
import { sayCount, sayMs } from './say.ts';
import { who } from './who.ts';

const ending: ReadonlySet<string> = new Set(['unpause', 'die']);

interface Pause {
  readonly began: EngineEvent;
  readonly ended?: EngineEvent;
}

/** A paused container's port goes on accepting: its users notice nothing but that no answer comes. */
export const clientTimeoutDuringPause: CauseRule = {
  name: 'client-timeout-during-pause',
  explain(incident) {
    const { outage, of, run } = incident;
    const timeouts = outage.errors.timeout ?? 0;
    const pause = timeouts === 0 ? undefined : pausesOf(incident).findLast((each) => touches(each, incident));
    if (pause === undefined) return undefined;
    const { began, ended } = pause;
    const fault = faultOn(began.container, run, { fromMs: began.atMs - STEP_MS, untilMs: began.atMs + SKEW_MS });
    const by = fault === undefined ? '' : ` by ${sayFault(fault, run.subjects, began.container)}`;
    const length = ended === undefined ? 'and was not continued in this run' : `for ${sayMs(ended.atMs - began.atMs)}`;
    const evidence = evidenceOf([began.seq, fault?.seq, ended?.seq]);
    const name = `${who(began.container, incident.subject)}${oneOf(routingOf(began.container, incident))}`;
    const text = `${name} was paused${by} ${length}: its port went on accepting and nobody answered, so ${sayCount(timeouts, 'request')} ran into the deadline of ${sayMs(of.timeoutMs)}`;
    return evidence && { text, evidence };
  },
};

/** The engine may take so long to answer a step. */
const STEP_MS = 5000;

function pausesOf({ run, subject, routed }: Incident): Pause[] {
  return run.engineEvents
    .filter(
      ({ action, subject: own, container }) =>
        action === 'pause' && own === subject?.name && (routed.length === 0 || routed.includes(container)),
    )
    .map((began) => {
      const ended = run.engineEvents.find(
        ({ container, action, atMs }) => container === began.container && ending.has(action) && atMs >= began.atMs,
      );
      return { began, ...(ended === undefined ? {} : { ended }) };
    });
}

/** A request that was due a deadline before the end of the pause is still answered in time. */
function touches({ began, ended }: Pause, { outage, of, begunMs }: Incident): boolean {
  return began.atMs <= Math.max(begunMs, outage.fromMs + of.timeoutMs) && outage.fromMs <= (ended?.atMs ?? Infinity) + SKEW_MS;
}
