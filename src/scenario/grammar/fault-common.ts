import { z } from 'zod';
import type { OptionsDefinition } from '../definition.ts';
import { duration } from '../options/duration.ts';
import { pick } from './pick.ts';

/** The options that faultline adds to those of faults. */
export const faultCommon = {
  of: z.string().min(1).meta({ description: 'The subject it hits.' }),
  pick: pick.optional(),
  for: duration().optional().describe('How long it lasts before it is undone.'),
  follow: z
    .enum(['task', 'slot', 'version'])
    .optional()
    .describe(
      'Tasks: what a lasting fault follows when its task is replaced meanwhile: nothing (task, the default), its slot, or its version.',
    ),
};

export type CommonKey = keyof typeof faultCommon;

/** Returns which of them can never be an option of the fault's own. */
export function reservedKeysOf({ of }: OptionsDefinition): readonly CommonKey[] {
  return of === 'none' ? ['for', 'follow'] : ['of', 'pick', 'for', 'follow'];
}

/** Returns which of them a fault takes: `of` and `pick` when it has targets, `for` and `follow` when it lasts. */
export function commonKeysOf({ of, lasts }: OptionsDefinition): readonly CommonKey[] {
  const lasting = lasts === 'optional';
  return [
    ...(of === 'none' ? [] : (['of'] as const)),
    ...(of === 'none' || of === 'service' ? [] : (['pick'] as const)),
    ...(lasting ? (['for'] as const) : []),
    ...(lasting && of === 'subject' ? (['follow'] as const) : []),
  ];
}
