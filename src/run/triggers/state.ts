import { z } from 'zod';
import type { HistoryEvent } from '../../history/history-event.ts';
import { ContainerStates } from './container-states.ts';
import type { Trigger } from './trigger.ts';

const states = ['created', 'running', 'paused', 'exited', 'removed'] as const;
type State = (typeof states)[number];

const schema = z.strictObject({ is: z.enum(states), every: z.boolean().default(false) });

/** A container of the subject is in this state, or with `every: true` all of them are. */
export const state = {
  name: 'state',
  summary: 'A container of the subject is created, running, paused, exited or removed.',
  schema,
  of: 'subject',
  matcher({ is, every }, of) {
    const containers = new ContainerStates<State>(of, readState);
    return (event) => {
      containers.take(event);
      return containers.match(is, every);
    };
  },
} as const satisfies Trigger<z.output<typeof schema>>;

const afterAction: Readonly<Record<string, State>> = {
  create: 'created',
  start: 'running',
  restart: 'running',
  unpause: 'running',
  pause: 'paused',
  die: 'exited',
  destroy: 'removed',
};

/** Between a death and a restart by the policy the engine says `restarting`, of which it sends no event: it counts as exited. */
const ofStatus = {
  created: 'created',
  running: 'running',
  paused: 'paused',
  restarting: 'exited',
  removing: 'exited',
  exited: 'exited',
  dead: 'exited',
  absent: 'removed',
} as const;

function readState(event: HistoryEvent): State | undefined {
  if (event.type === 'container-state') return ofStatus[event.status];
  return event.type === 'engine-event' ? afterAction[event.action] : undefined;
}
