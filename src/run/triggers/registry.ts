import { availability } from './availability.ts';
import { event } from './event.ts';
import { health } from './health.ts';
import { log } from './log.ts';
import { outage } from './outage.ts';
import { replicas } from './replicas.ts';
import { response } from './response.ts';
import { restarts } from './restarts.ts';
import { rollout } from './rollout.ts';
import { state } from './state.ts';
import { task } from './task.ts';
import type { Trigger } from './trigger.ts';

const ownTriggers = [state, health, restarts, log, event, availability, outage, response, rollout, task, replicas] as const;

/** Every condition that `when:` knows, in the order in which help and the JSON Schema list them. */
export const triggers: readonly Trigger[] = ownTriggers;

/** The same with the type of each: what TypeScript knows of their options. */
export type OwnTriggers = typeof ownTriggers;
