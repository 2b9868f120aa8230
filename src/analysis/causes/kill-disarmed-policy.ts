import { signalOfNumber } from '../exit-signal.ts';
import { beganBy } from './began-by.ts';
import { evidenceOf, type CauseRule } from './cause-rule.ts';
import type { Absence } from './absence.ts';
import { endedBy } from './ended-by.ts';
import type { Incident } from './incident.ts';
import { whoIsAway } from './who.ts';

/**
 * A signal through the API counts as an operator's will: the restart policy does not act. (With an explicit stop signal only that one and SIGKILL do;
 * whatever was sent, here nothing was restarted.)
 * @see moby daemon/kill.go
 */
export const killDisarmedPolicy: CauseRule = {
  name: 'kill-disarmed-policy',
  explain(incident) {
    const absence = incident.absences.findLast((each) => isDisarmed(each, incident));
    if (absence?.signalled === undefined) return undefined;
    const { run } = incident;
    const created = run.created.get(absence.container);
    const agent = beganBy(absence, incident);
    const ended = endedBy(absence, incident);
    const signal = signalOfNumber(absence.signalled.signal ?? 0) ?? 'a signal';
    const by = agent?.text ?? 'somebody';
    const text = `${whoIsAway([absence])} was sent ${signal} through the API by ${by}, which switches off its restart policy (${created?.restart ?? ''}); ${ended.text}`;
    const evidence = evidenceOf([absence.signalled.seq, absence.exit.seq, created?.seq, ...(agent?.seqs ?? []), ...ended.seqs]);
    return evidence && { text, evidence };
  },
};

/** A `docker stop` is meant to end it, policy or not, so there the policy is no news. */
function isDisarmed({ task, container, signalled, stopped, again, exit, subject }: Absence, { run, outage }: Incident): boolean {
  const restart = run.created.get(container)?.restart ?? 'no';
  if ((again?.atMs ?? Infinity) < outage.fromMs) return false;
  if (task !== undefined || signalled === undefined || stopped || restart === 'no') return false;
  if (restart.startsWith('on-failure') && exit.code === 0) return false;
  const restarts = run.subjects[subject]?.containers[container]?.restarts ?? [];
  const asked = run.faults.some(
    ({ fault, targets, atMs, doneMs }) => fault === 'restart' && targets.includes(container) && atMs <= exit.atMs && exit.atMs <= doneMs,
  );
  return !asked && !restarts.some(({ seq }) => seq === again?.seq);
}
