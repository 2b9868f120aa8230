import { fireStep, type Fired, type Firing, type StepMachinery } from './fire-step.ts';
import { followReplacements } from './follow-replacements.ts';

/** Fires a step and, when its fault lasts `for` so long, waits for that and undoes it. Throws nothing but an abort. */
export async function performStep(machinery: StepMachinery, firing: Firing): Promise<Fired> {
  const { clock, signal } = machinery.context;
  const { step, index } = firing;
  const fired = await fireStep(machinery, firing);
  if (step.fault?.forMs === undefined) return fired;
  const stopFollowing = followReplacements(machinery, firing, fired.targets);
  try {
    await clock.sleepUntil(clock.now() + step.fault.forMs, signal);
  } finally {
    await stopFollowing();
  }
  await machinery.undo.undoStep(step.step, index);
  return fired;
}
