import { beganBy } from './began-by.ts';
import { evidenceOf, type CauseRule } from './cause-rule.ts';
import { rolloutAt } from './rollout-at.ts';
import { sayMs } from './say.ts';
import { whoIsAway } from './who.ts';

/** Between the end of the only task and its replacement nobody serves. */
export const oneReplicaStopFirst: CauseRule = {
  name: 'one-replica-stop-first',
  explain(incident) {
    const absence = incident.absences.findLast(({ signalled, replacement, exit }) => {
      if (signalled === undefined || (replacement !== undefined && replacement.runningMs <= exit.atMs)) return false;
      return replacement === undefined || replacement.origin === 'rollout';
    });
    const at = absence && rolloutAt(incident, absence.fromMs);
    if (absence === undefined || at?.configuration.replicas !== 1 || at.settings.order !== 'stop-first') return undefined;
    const { replacement, fromMs } = absence;
    const agent = beganBy(absence, incident);
    const gap =
      replacement === undefined
        ? `stopped accepting, and no replacement was ready in the ${sayMs(incident.run.endMs - fromMs)} until the end of the run`
        : `stopped accepting ${sayMs(replacement.runningMs - fromMs)} before its replacement was ready`;
    const by = agent === undefined ? '' : `; it was replaced by ${agent.text}`;
    const evidence = evidenceOf([
      absence.signalled?.seq,
      absence.exit.seq,
      replacement?.runningSeq,
      at.configuration.seq,
      ...(agent?.seqs ?? []),
    ]);
    return evidence && { text: `${whoIsAway([absence])} ${gap} (stop-first, one replica)${by}`, evidence };
  },
};
