import { delayLongerThanMonitor } from './delay-longer-than-monitor.ts';
import { failureActionDefault } from './failure-action-default.ts';
import { graceTooShort } from './grace-too-short.ts';
import { monitorTooShort } from './monitor-too-short.ts';
import { oneReplicaStopFirst } from './one-replica-stop-first.ts';
import { taskHistoryTooSmall } from './task-history-too-small.ts';
import { unhealthyAfterMonitor } from './unhealthy-after-monitor.ts';
import type { WarningRule } from './warning.ts';

/** Every warning that is worked out from a history. */
export const warningRules: readonly WarningRule[] = [
  monitorTooShort,
  delayLongerThanMonitor,
  oneReplicaStopFirst,
  failureActionDefault,
  graceTooShort,
  taskHistoryTooSmall,
  unhealthyAfterMonitor,
];
