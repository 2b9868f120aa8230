import { beganBy, type Agent } from './began-by.ts';
import { evidenceOf, type CauseRule } from './cause-rule.ts';
import type { Absence } from './absence.ts';
import { endedBy } from './ended-by.ts';
import type { Incident } from './incident.ts';
import { oneOf, routingOf } from './routing.ts';
import { sayList, sayMs } from './say.ts';
import { serving } from './serving.ts';
import { sayExit, who, whoIsAway } from './who.ts';

/** What was asked was away: who took it away, for how long, and what brought it back. */
export const containerAway: CauseRule = {
  name: 'container-away',
  explain(incident) {
    const away = latest(incident);
    const [absence] = away;
    if (absence === undefined) return undefined;
    return away.length === 1 ? ofOne(absence, incident) : ofSeveral(away, incident);
  },
};

/** Of each container its last absence; where nobody else served all of them count, else the one that began last. */
function latest(incident: Incident): Absence[] {
  const all = [...new Map(incident.absences.map((absence) => [absence.container, absence])).values()];
  const last = all.slice(-1);
  if (last.some(({ again }) => again !== undefined && again.atMs < incident.outage.fromMs)) return last;
  return last.some((absence) => serving(absence, incident) > 0) ? last : all;
}

function ofOne(absence: Absence, incident: Incident) {
  const { outage, subject } = incident;
  const agent = beganBy(absence, incident);
  const ended = endedBy(absence, incident);
  const name = `${who(absence.container, subject)}${oneOf(routingOf(absence.container, incident))}`;
  const evidence = evidenceOf([absence.exit.seq, absence.signalled?.seq, absence.again?.seq, ...(agent?.seqs ?? []), ...ended.seqs]);
  const sinceMs = outage.fromMs - (absence.again?.atMs ?? Infinity);
  const starting =
    sinceMs >= 0 ? `${name} had been started again only ${sayMs(sinceMs)} before and did not answer yet: it was ` : `${name} was `;
  const routing = routingOf(absence.container, incident);
  const told =
    routing !== undefined && routing.among > 1 && routing.leftOut !== undefined
      ? `; the load left it out ${sayMs(routing.leftOut.atMs - absence.exit.atMs)} after it had ended`
      : '';
  return evidence && { text: `${starting}${how(absence, agent)}; ${ended.text}${told}`, evidence };
}

function how(absence: Absence, agent: Agent | undefined): string {
  const { exit, signalled } = absence;
  const code = sayExit(exit);
  if (agent !== undefined) return `ended by ${agent.text} (${code})`;
  return signalled === undefined
    ? `away: its process ended by itself (${code})`
    : `ended through the API by somebody else than this run (${code})`;
}

function ofSeveral(away: readonly Absence[], incident: Incident) {
  const agents = away.flatMap((absence) => beganBy(absence, incident) ?? []);
  const by = agents.length === 0 ? 'by themselves' : `by ${sayList(agents.map(({ text }) => text))}`;
  const firstBack = away
    .map((absence) => ({ absence, backMs: absence.again?.atMs ?? absence.replacement?.runningMs ?? Infinity }))
    .toSorted((left, right) => left.backMs - right.backMs)[0];
  const last = Math.max(...away.map(({ fromMs }) => fromMs));
  const back =
    firstBack === undefined || firstBack.backMs === Infinity
      ? 'none of them came back'
      : `the first to be back was ${who(firstBack.absence.container, incident.subject)}, ${sayMs(firstBack.backMs - last)} after the last had gone`;
  const evidence = evidenceOf([
    ...away.map(({ exit }) => exit.seq),
    ...agents.flatMap(({ seqs }) => seqs),
    firstBack?.absence.again?.seq,
    firstBack?.absence.replacement?.runningSeq,
  ]);
  return evidence && { text: `all that requests went to were away: ${whoIsAway(away)} ended ${by}; ${back}`, evidence };
}
