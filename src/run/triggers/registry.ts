import { availability } from './availability.ts';
import { event } from './event.ts';
import { health } from './health.ts';
import { log } from './log.ts';
import { response } from './response.ts';
import { restarts } from './restarts.ts';
import { state } from './state.ts';
import type { Trigger } from './trigger.ts';

/** Every condition that `when:` knows, in the order in which help and the JSON Schema list them. */
export const triggers: readonly Trigger[] = [state, health, restarts, log, event, availability, response];
