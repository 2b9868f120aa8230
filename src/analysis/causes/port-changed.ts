import { evidenceOf, type CauseRule } from './cause-rule.ts';
import type { Absence } from './absence.ts';
import { SKEW_MS, type Incident } from './incident.ts';
import { sayMs } from './say.ts';
import { who } from './who.ts';

interface Change {
  readonly from: number;
  readonly to: number;
  readonly atMs: number;
  readonly seq: number;
}

/** A port that the engine chose is another one after a restart: whoever kept the old one is refused. */
export const portChanged: CauseRule = {
  name: 'port-changed',
  explain(incident) {
    const { outage } = incident;
    for (const absence of incident.absences.toReversed()) {
      const change = changeAfter(absence, incident);
      if (change === undefined || absence.again === undefined) continue;
      const staleMs = change.atMs - absence.again.atMs;
      const awayMs = absence.again.atMs - Math.max(absence.fromMs, outage.fromMs);
      // Where it was away for most of the time, that is the cause, and not what came on top.
      if (staleMs < awayMs) continue;
      const evidence = evidenceOf([change.seq, absence.again.seq, absence.exit.seq]);
      const text = `${who(absence.container, incident.subject)} was back after ${sayMs(absence.again.atMs - absence.fromMs)}, but on another port (${change.from} before, ${change.to} now), and requests went to the old one for another ${sayMs(staleMs)}; a fixed host port does not change`;
      return evidence && { text, evidence };
    }
    return undefined;
  },
};

function changeAfter({ container, again }: Absence, { run, load, outage }: Incident): Change | undefined {
  if (again === undefined) return undefined;
  const ports = run.endpoints
    .filter((event) => event.load === load)
    .flatMap(({ endpoints, t, seq }) => endpoints.filter((each) => each.container === container).map(({ port }) => ({ port, t, seq })));
  const index = ports.findIndex(({ port, t }, at) => at > 0 && t >= again.atMs && port !== ports[at - 1]?.port);
  const [before, after] = [ports[index - 1], ports[index]];
  if (before === undefined || after === undefined || after.t < outage.fromMs - SKEW_MS || again.atMs > outage.untilMs) return undefined;
  return { from: before.port, to: after.port, atMs: after.t, seq: after.seq };
}
