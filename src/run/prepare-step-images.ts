import { bringImage } from '../faults/bring-image.ts';
import type { Fault } from '../faults/fault.ts';
import type { Plan } from '../scenario/plan.ts';
import type { RunContext } from './run-context.ts';

/**
 * Brings the images that steps of the plan will need to the nodes, so that no step waits for a build or a pull. That there is no such image is
 * the step's to tell: a scenario may be about that.
 */
export async function prepareStepImages(context: RunContext, { steps }: Plan, faults: readonly Fault[]): Promise<void> {
  const images = new Set(
    steps.flatMap(({ fault: spec }) => {
      const fault = faults.find(({ name }) => name === spec?.kind);
      return spec === undefined ? [] : (fault?.images?.(spec.options) ?? []);
    }),
  );
  for (const image of images) {
    context.signal.throwIfAborted();
    await bringImage(context.engine, await context.engine.swarm(), image, context.onProgress);
  }
}
