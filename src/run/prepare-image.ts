import { RUN_LABEL } from '../engine/labels.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { BuildSpec } from '../scenario/container-spec.ts';
import type { RunContext } from './run-context.ts';

/**
 * Builds or finds a subject's image and returns its reference.
 * @throws FaultlineError ERR_IMAGE_MISSING
 */
export async function prepareImage(
  context: RunContext,
  subject: string,
  { build, image }: { readonly build?: BuildSpec; readonly image?: string },
): Promise<string> {
  const progress = (line: string) => context.onProgress(`${subject}: ${line}`);
  if (build === undefined) {
    if (image === undefined) throw new FaultlineError('ERR_SCENARIO_INVALID', `${subject} has neither image nor build.`);
    await context.engine.ensureImage(image, progress);
    return image;
  }
  const tag = image ?? `faultline-${subject}:${context.runId}`;
  // A tag the scenario names is the user's to keep; one that faultline makes up goes with the run.
  const labels = image === undefined ? { [RUN_LABEL]: context.runId } : {};
  await context.engine.buildImage({ ...build, target: build.target, tag, labels }, progress);
  return tag;
}
