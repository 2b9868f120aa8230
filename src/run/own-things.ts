import { RUN_LABEL } from '../engine/labels.ts';
import { FaultlineError } from '../errors/faultline-error.ts';

/** Returns whether a run of faultline created what has these labels: nobody attaches to that. */
export function isOfRun(labels: Readonly<Record<string, string>>): boolean {
  return labels[RUN_LABEL] !== undefined;
}

/**
 * Passes when no run of faultline has created it.
 * @throws FaultlineError ERR_BLAST_RADIUS with the run
 */
export function requireNotOfRun({ name, labels }: { readonly name: string; readonly labels: Readonly<Record<string, string>> }): void {
  if (!isOfRun(labels)) return;
  throw new FaultlineError('ERR_BLAST_RADIUS', `Refused by other_run: ${name} belongs to the run ${labels[RUN_LABEL] ?? ''} of faultline`, {
    hint: 'Start what is to be disturbed under `containers:` or `services:`; `faultline cleanup` removes what a dead run left.',
  });
}
