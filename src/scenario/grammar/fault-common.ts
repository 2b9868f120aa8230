import { z } from 'zod';
import type { OptionsDefinition } from '../definition.ts';
import { duration } from '../options/duration.ts';
import { pick } from './pick.ts';

/** The options that faultline adds to those of faults. */
export const faultCommon = {
  of: z.string().min(1).meta({ description: 'The subject it hits.' }),
  pick: pick.optional(),
  for: duration().optional().describe('How long it lasts before it is undone.'),
};

export type CommonKey = keyof typeof faultCommon;

/** Returns which of them a fault takes: `of` and `pick` when it has targets, `for` when it lasts. */
export function commonKeysOf({ of, lasts }: OptionsDefinition): readonly CommonKey[] {
  return [...(of === 'none' ? [] : (['of', 'pick'] as const)), ...(lasts === 'optional' ? (['for'] as const) : [])];
}
