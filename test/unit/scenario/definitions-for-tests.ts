import { z } from 'zod';
import type { Definitions } from '../../../src/scenario/definition.ts';
import { comparison } from '../../../src/scenario/options/comparison.ts';
import { signalName } from '../../../src/scenario/options/signal-name.ts';

/** A few faults, checks and triggers, so that these tests are about the grammar only. */
export const definitions: Definitions = {
  faults: [
    { name: 'kill', summary: 'Kills.', schema: z.strictObject({}), of: 'subject', lasts: 'never' },
    { name: 'signal', summary: 'Signals.', schema: z.strictObject({ signal: signalName() }), of: 'subject' },
    { name: 'pause', summary: 'Pauses.', schema: z.strictObject({}), of: 'subject', lasts: 'optional' },
    { name: 'flood', summary: 'Floods.', schema: z.strictObject({ level: z.int().default(1) }), of: 'none', lasts: 'optional' },
  ],
  checks: [
    {
      name: 'availability',
      summary: 'Share.',
      schema: z.strictObject({ of: z.string().optional(), is: comparison('share') }),
      of: 'load',
    },
    { name: 'restarts', summary: 'Restarts.', schema: z.strictObject({ of: z.string(), is: comparison('count') }), of: 'subject' },
  ],
  triggers: [
    { name: 'health', summary: 'Health.', schema: z.strictObject({ is: z.enum(['healthy', 'unhealthy']) }), of: 'subject' },
    { name: 'response', summary: 'Response.', schema: z.strictObject({ class: z.string() }), of: 'load' },
  ],
  probes: [{ name: 'ping', summary: 'Pings.', schema: z.strictObject({ word: z.string() }), module: '/project/faultline.config.mjs' }],
};
