import { linuxSignals } from '../../scenario/linux-signals.ts';
import { beganBy } from './began-by.ts';
import { evidenceOf, type CauseRule } from './cause-rule.ts';
import { oneOf, routingOf } from './routing.ts';
import { sayMs } from './say.ts';
import { serving } from './serving.ts';
import { whoIsAway } from './who.ts';

/** It was told to stop, closed its listener as it should, and requests still went to it though others could have served them. */
export const closedWhileRouted: CauseRule = {
  name: 'closed-while-routed',
  explain(incident) {
    const { outage, run } = incident;
    const refused = (outage.errors.refused ?? 0) + (outage.errors.reset ?? 0) + (outage.errors['closed-early'] ?? 0);
    const absence = incident.absences.findLast(({ signalled }) => signalled !== undefined && signalled.signal !== linuxSignals['SIGKILL']);
    const routing = absence && routingOf(absence.container, incident);
    if (absence === undefined || routing === undefined || refused === 0) return undefined;
    const alone = serving(absence, incident);
    // Back already: nothing was open to be routed to wrongly.
    if (alone === 0 || (absence.again?.atMs ?? Infinity) < outage.fromMs) return undefined;
    const agent = beganBy(absence, incident);
    const by = agent === undefined ? '' : ` by ${agent.text}`;
    const [until, untilMs] =
      absence.again !== undefined && absence.again.atMs <= (routing.leftOut?.atMs ?? Infinity)
        ? (['until it was started again', absence.again.atMs] as const)
        : routing.leftOut === undefined
          ? (['until the end of the run', run.endMs] as const)
          : (['until the load left it out', routing.leftOut.atMs] as const);
    const others = alone === 1 ? 'another one' : `${alone} others`;
    const text = `${whoIsAway([absence])}${oneOf(routing)} was told to stop${by} and closed its listener; requests still went to it for ${sayMs(untilMs - absence.fromMs)}, ${until}, though ${others} could serve`;
    const evidence = evidenceOf([absence.signalled?.seq, absence.exit.seq, routing.leftOut?.seq, ...(agent?.seqs ?? [])]);
    return evidence && { text, evidence };
  },
};
