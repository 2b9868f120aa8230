import type { RequestClass } from '../../history/load-bucket.ts';
import { beganBy } from './began-by.ts';
import { evidenceOf, type CauseRule } from './cause-rule.ts';
import { SKEW_MS, type Incident } from './incident.ts';
import { sayCount } from './say.ts';
import { whoIsAway } from './who.ts';

const cut: ReadonlySet<RequestClass> = new Set(['reset', 'closed-early']);

/** A server that goes away closes its kept connections, some of them with a request on them; who connects anew is served elsewhere. */
export const keepAliveReset: CauseRule = {
  name: 'keep-alive-reset',
  explain(incident) {
    const { of, outage } = incident;
    const absence = incident.absences.at(-1);
    const only = Object.entries(outage.errors).every(([name, n]) => n === 0 || [...cut].some((each) => each === name));
    if (absence === undefined || of.stream !== 'keep-alive' || !only || !newOnesWereServed(incident)) return undefined;
    const agent = beganBy(absence, incident);
    const by = agent === undefined ? '' : ` (${agent.text})`;
    const text = `${whoIsAway([absence])} shut down${by} and closed its kept connections with requests on them: ${sayCount(outage.failed, 'request')} on a kept connection got no answer, while new connections were served`;
    const evidence = evidenceOf([absence.signalled?.seq, absence.exit.seq, ...(agent?.seqs ?? [])]);
    return evidence && { text, evidence };
  },
};

function newOnesWereServed({ others, outage }: Incident): boolean {
  const fresh = others.find(({ stream }) => stream === 'new');
  return (
    fresh !== undefined &&
    !fresh.outages.some(({ fromMs, untilMs }) => fromMs < outage.untilMs + SKEW_MS && outage.fromMs - SKEW_MS < untilMs)
  );
}
