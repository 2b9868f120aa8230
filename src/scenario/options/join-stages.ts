import type { LoadSpec, RateStage } from '../scenario.ts';
import { OptionTextError } from './text-option.ts';

/** How fast a load sends. */
export type LoadRate = Pick<LoadSpec, 'ratePerSecond' | 'stages'>;

/** A stage as it was written: without a beginning it goes on from where the one before ended. */
export type WrittenStage = Omit<RateStage, 'fromPerSecond'> & Partial<Pick<RateStage, 'fromPerSecond'>>;

/** Returns the rate of stages that follow one another; of stages that never change it, the constant one. @throws OptionTextError */
export function joinStages(written: readonly WrittenStage[]): LoadRate {
  const stages: RateStage[] = [];
  for (const { fromPerSecond = stages.at(-1)?.toPerSecond, toPerSecond, forMs } of written) {
    if (fromPerSecond === undefined)
      throw new OptionTextError(
        'the first stage does not say with which rate it begins',
        'write `from: 10/s` into it, or on a command line `10/s..`',
      );
    stages.push({ fromPerSecond, toPerSecond, forMs });
  }
  const ratePerSecond = Math.max(...stages.flatMap(({ fromPerSecond, toPerSecond }) => [fromPerSecond, toPerSecond]));
  const constant = stages.every((stage) => stage.fromPerSecond === ratePerSecond && stage.toPerSecond === ratePerSecond);
  return constant ? { ratePerSecond } : { ratePerSecond, stages };
}
