import type { Exit } from '../analysis.ts';
import { beganBy, type Agent } from './began-by.ts';
import { evidenceOf, type CauseRule, type Explanation } from './cause-rule.ts';
import type { Absence } from './absence.ts';
import { SKEW_MS, STARTING_MS, type Incident } from './incident.ts';
import { sayExit } from './who.ts';
import { sayMs } from './say.ts';

/** So many deaths in a row are a loop; fewer are deaths. */
const LOOP = 3;
/** After a run of so long the engine begins its back-off again at 100 ms (moby's restart manager): those were two loops. */
const STABLE_MS = 10_000;

/** It dies again and again, and waits longer each time before it is started again. */
export const crashLoop: CauseRule = {
  name: 'crash-loop',
  explain(incident) {
    for (const absence of incident.absences.toReversed()) {
      const deaths = byItself(loopOf(absence, incident));
      const [first] = deaths;
      if (first === undefined || deaths.length < LOOP || first.fromMs > incident.outage.untilMs) continue;
      return absence.task === undefined ? ofContainer(absence, deaths, incident) : ofTask(absence.task.task, deaths, incident);
    }
    return undefined;
  },
};

/** Returns the deaths of the container, or of its slot, that follow one another quickly and go on into the outage. */
function loopOf({ subject, container, task }: Absence, { run, outage }: Incident): Absence[] {
  const own = run.absences.filter((each) =>
    task === undefined ? each.container === container : each.subject === subject && each.task?.task === task.task,
  );
  const loop: Absence[] = [];
  for (const each of own) {
    const last = loop.at(-1);
    const backMs = last?.again?.atMs ?? last?.replacement?.runningMs ?? Infinity;
    if (last !== undefined && each.exit.atMs - backMs >= STABLE_MS) {
      if (isOver(last, outage.fromMs)) loop.length = 0;
      else break;
    }
    if (each.fromMs <= outage.untilMs + SKEW_MS) loop.push(each);
  }
  return loop.length > 0 && isOver(loop.at(-1), outage.fromMs) ? [] : loop;
}

function isOver(last: Absence | undefined, atMs: number): boolean {
  const backMs = last?.again?.atMs ?? last?.replacement?.runningMs ?? Infinity;
  return backMs + STARTING_MS < atMs;
}

/** A death that somebody ordered is no crash. */
function byItself(deaths: readonly Absence[]): Absence[] {
  return deaths.filter(({ signalled }) => signalled === undefined);
}

function ofContainer({ container }: Absence, deaths: readonly Absence[], incident: Incident): Explanation | undefined {
  const waitsMs = deaths.flatMap(({ exit, again }) => (again === undefined ? [] : [again.atMs - exit.atMs]));
  const longer = waitsMs.every((ms, index) => index === 0 || ms > (waitsMs[index - 1] ?? 0)) ? ', longer each time' : '';
  const waits = waitsMs.length > MOST ? [...waitsMs.slice(0, MOST - 1).map(sayMs), '…', sayMs(waitsMs.at(-1) ?? 0)] : waitsMs.map(sayMs);
  const last = deaths.at(-1)?.again === undefined ? '; after the last one it was not started again before the end of the run' : '';
  const first = deaths[0] && beganBy(deaths[0], incident);
  const text = `${container} crashed ${deaths.length} times${since(first)} (${codes(deaths)}), and the engine's back-off kept it away${longer} (${waits.join(', ')})${last}`;
  const evidence = evidenceOf([...shown(deaths).flatMap(({ exit, again }) => [exit.seq, again?.seq]), ...(first?.seqs ?? [])]);
  return evidence && { text, evidence };
}

/** In a long loop the first ones and the last ones tell enough. */
const MOST = 6;

function shown(deaths: readonly Absence[]): readonly Absence[] {
  return deaths.length <= MOST ? deaths : [...deaths.slice(0, MOST / 2), ...deaths.slice(-MOST / 2)];
}

function since(first: Agent | undefined): string {
  return first === undefined ? '' : `, the first time by ${first.text}`;
}

function ofTask(slot: string, deaths: readonly Absence[], incident: Incident): Explanation | undefined {
  const { subject } = incident;
  const first = deaths[0] && beganBy(deaths[0], incident);
  const delayMs = subject?.service?.configurations.at(-1)?.restart.delayMs;
  const delay = delayMs === undefined ? '' : `, each time after its restart delay of ${sayMs(delayMs)}`;
  const text = `task ${slot} crashed ${deaths.length} times${since(first)} (${codes(deaths)}), and Swarm replaced it by one that crashed as well${delay}`;
  const evidence = evidenceOf([...shown(deaths).map(({ exit }) => exit.seq), ...(first?.seqs ?? [])]);
  return evidence && { text, evidence };
}

function codes(deaths: readonly { readonly exit: Exit }[]): string {
  return [...new Set(deaths.map(({ exit }) => sayExit(exit)))].join(' and ');
}
