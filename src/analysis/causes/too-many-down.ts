import { beganBy } from './began-by.ts';
import { evidenceOf, type CauseRule } from './cause-rule.ts';
import type { Incident } from './incident.ts';
import { rolloutAt } from './rollout-at.ts';
import { sayList, sayMs } from './say.ts';
import { wantedReplicas } from '../wanted-replicas.ts';

/** A rollout, alone or together with a fault, took away more tasks at once than the service can spare. */
export const tooManyDown: CauseRule = {
  name: 'too-many-down',
  explain(incident) {
    const { absences, outage, subject } = incident;
    const lowest = lowestOf(incident);
    const first = absences[0];
    const at = first && rolloutAt(incident, Math.max(first.fromMs, outage.fromMs));
    if (lowest === undefined || at === undefined || subject === undefined) return undefined;
    const { down, wanted, seq } = lowest;
    if (down < 2 || (at.settings.order === 'start-first' && lowest.running > 0)) return undefined;
    const { parallelism } = at.settings;
    const atOnce = parallelism === 0 ? 'all at once' : `${parallelism} at a time`;
    const agents = absences.flatMap((absence) => beganBy(absence, incident) ?? []);
    const by = agents.length === 0 ? '' : `, by ${sayList(agents.map(({ text }) => text))}`;
    const all = down === wanted ? `all ${wanted}` : `${down} of ${wanted}`;
    const text = `${all} tasks of ${subject.name} were down at once for ${sayMs(lowest.forMs)}${by}: the ${at.rollout.kind} replaces ${atOnce}, ${at.settings.order} (parallelism ${parallelism})`;
    const evidence = evidenceOf([
      seq,
      at.rollout.transitions[0]?.seq,
      at.configuration.seq,
      ...agents.flatMap(({ seqs }) => seqs),
      ...absences.map(({ exit }) => exit.seq),
    ]);
    return evidence && { text, evidence };
  },
};

interface Lowest {
  readonly running: number;
  readonly down: number;
  readonly wanted: number;
  readonly seq: number;
  /** For how long it was as low as that. */
  readonly forMs: number;
}

/** The fewest tasks that ran at one instant of the outage. */
function lowestOf({ subject, outage, begunMs, run }: Incident): Lowest | undefined {
  const service = subject?.service;
  if (service === undefined) return undefined;
  const { running, configurations } = service;
  const untilMs = Math.max(outage.untilMs, begunMs);
  const points = running.filter(({ atMs }, index) => atMs < untilMs && (running[index + 1]?.atMs ?? Infinity) > outage.fromMs);
  const lowest = points.toSorted((left, right) => left.total - right.total)[0];
  const wanted = wantedReplicas(configurations, outage.fromMs);
  if (lowest === undefined || wanted === undefined) return undefined;
  const next = running.find(({ atMs, total }) => atMs > lowest.atMs && total > lowest.total);
  return { running: lowest.total, down: wanted - lowest.total, wanted, seq: lowest.seq, forMs: (next?.atMs ?? run.endMs) - lowest.atMs };
}
