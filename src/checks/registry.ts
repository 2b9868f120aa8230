import { availability } from './availability.ts';
import type { Check } from './check.ts';
import { events } from './events.ts';
import { exit } from './exit.ts';
import { health } from './health.ts';
import { latency } from './latency.ts';
import { logs } from './logs.ts';
import { outage } from './outage.ts';
import { recovery } from './recovery.ts';
import { replicas } from './replicas.ts';
import { restarts } from './restarts.ts';
import { rollout } from './rollout.ts';
import { state } from './state.ts';
import { tasks } from './tasks.ts';
import { versions } from './versions.ts';

const ownChecks = [
  availability,
  outage,
  latency,
  exit,
  restarts,
  health,
  state,
  recovery,
  logs,
  versions,
  events,
  rollout,
  replicas,
  tasks,
] as const;

/** Every check that comes with faultline, in the order in which help and the JSON Schema list them. */
export const checks: readonly Check[] = ownChecks;

/** The same with the type of each: what TypeScript knows of their options. */
export type OwnChecks = typeof ownChecks;
