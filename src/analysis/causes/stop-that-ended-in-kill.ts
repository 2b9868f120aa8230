import { linuxSignals } from '../../scenario/linux-signals.ts';
import type { Absence } from './absence.ts';
import type { Explanation } from './cause-rule.ts';
import { evidenceOf } from './cause-rule.ts';
import { beganBy } from './began-by.ts';
import { endedBy } from './ended-by.ts';
import type { EngineEvent, Incident } from './incident.ts';
import { sayMs } from './say.ts';
import { sayExit, whoIsAway } from './who.ts';
import { signalOfNumber } from '../exit-signal.ts';

/** A container that was asked to stop, did not, and was killed. */
export interface KilledStop {
  readonly absence: Absence;
  readonly asked: EngineEvent;
  readonly killed: EngineEvent;
}

/** A kill that soon after the signal is somebody's impatience, and no grace period. */
const SHORTEST_GRACE_MS = 500;

/** Returns the stop that took its whole grace period, of what is away; `shell`: of a container whose first process is a shell, or of any other. */
export function stopThatEndedInKill({ absences, run, outage }: Incident, shell: boolean): KilledStop | undefined {
  const found = absences.findLast(({ container, exit, signalled, killed }) => {
    if (signalled === undefined || killed === undefined || exit.code !== 128 + (linuxSignals['SIGKILL'] ?? 9)) return false;
    const ignored = killed.atMs - signalled.atMs >= SHORTEST_GRACE_MS;
    // What failed before it was killed has another reason.
    return (
      ignored &&
      outage.untilMs >= killed.atMs &&
      (run.created.get(container)?.shell !== undefined) === shell &&
      !pausedAt(container, signalled.atMs, run.engineEvents)
    );
  });
  if (found?.signalled === undefined || found.killed === undefined) return undefined;
  return { absence: found, asked: found.signalled, killed: found.killed };
}

/** Returns the explanation, with what a rule adds about why the signal did not help. */
export function explainKilledStop(
  { absence, asked, killed }: KilledStop,
  incident: Incident,
  why: string,
  seqs: readonly number[] = [],
): Explanation | undefined {
  const agent = beganBy(absence, incident);
  const ended = endedBy({ ...absence, fromMs: killed.atMs }, incident);
  const signal = signalOfNumber(asked.signal ?? 0) ?? 'a signal';
  const by = agent === undefined ? '' : ` by ${agent.text}`;
  const text = `${whoIsAway([absence])} was told to stop${by} (${signal}), ${why}, and was killed ${sayMs(killed.atMs - asked.atMs)} later, at the end of its grace period (${sayExit(absence.exit)}); ${ended.text}`;
  const evidence = evidenceOf([killed.seq, asked.seq, absence.exit.seq, ...seqs, ...(agent?.seqs ?? []), ...ended.seqs]);
  return evidence && { text, evidence };
}

/** A paused process cannot act on a signal, however willing. */
function pausedAt(container: string, atMs: number, events: readonly EngineEvent[]): boolean {
  return (
    events.findLast(
      (event) => event.container === container && (event.action === 'pause' || event.action === 'unpause') && event.atMs <= atMs,
    )?.action === 'pause'
  );
}
