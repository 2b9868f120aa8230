import { crash } from './crash.ts';
import { exec } from './exec.ts';
import type { Fault } from './fault.ts';
import { forceUpdate } from './force-update.ts';
import { kill } from './kill.ts';
import { pause } from './pause.ts';
import { removeTask } from './remove-task.ts';
import { remove } from './remove.ts';
import { request } from './request.ts';
import { restart } from './restart.ts';
import { rollback } from './rollback.ts';
import { rollout } from './rollout.ts';
import { scale } from './scale.ts';
import { signal } from './signal.ts';
import { start } from './start.ts';
import { stop } from './stop.ts';
import { unhealthy } from './unhealthy.ts';

const ownFaults = [
  signal,
  kill,
  stop,
  restart,
  start,
  crash,
  pause,
  remove,
  exec,
  request,
  unhealthy,
  rollout,
  rollback,
  scale,
  forceUpdate,
  removeTask,
] as const;

/** Every fault that comes with faultline, in the order in which help and the JSON Schema list them. */
export const faults: readonly Fault[] = ownFaults;

/** The same with the type of each: what TypeScript knows of their options. */
export type OwnFaults = typeof ownFaults;
