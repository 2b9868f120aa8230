import type { CauseRule } from './cause-rule.ts';
import { clientTimeoutDuringPause } from './client-timeout-during-pause.ts';
import { closedWhileRouted } from './closed-while-routed.ts';
import { containerAway } from './container-away.ts';
import { crashLoop } from './crash-loop.ts';
import { healthCheckSlowerThanMonitor } from './health-check-slower-than-monitor.ts';
import { imageMissing } from './image-missing.ts';
import { injectedFault } from './injected-fault.ts';
import { keepAliveReset } from './keep-alive-reset.ts';
import { killDisarmedPolicy } from './kill-disarmed-policy.ts';
import { newVersionFails } from './new-version-fails.ts';
import { notExplained } from './not-explained.ts';
import { oneReplicaStopFirst } from './one-replica-stop-first.ts';
import { oomKilled } from './oom-killed.ts';
import { portChanged } from './port-changed.ts';
import { routedBeforeReady } from './routed-before-ready.ts';
import { shellSwallowedSignal } from './shell-swallowed-signal.ts';
import { sigtermIgnored } from './sigterm-ignored.ts';
import { tooManyDown } from './too-many-down.ts';
import { unhealthyWhileRouted } from './unhealthy-while-routed.ts';

/** Every cause that is known, from the special to the general: the first that explains an outage is told. The last one always speaks. */
export const causeRules: readonly CauseRule[] = [
  oomKilled,
  imageMissing,
  clientTimeoutDuringPause,
  portChanged,
  shellSwallowedSignal,
  sigtermIgnored,
  killDisarmedPolicy,
  crashLoop,
  healthCheckSlowerThanMonitor,
  tooManyDown,
  oneReplicaStopFirst,
  keepAliveReset,
  closedWhileRouted,
  unhealthyWhileRouted,
  containerAway,
  newVersionFails,
  routedBeforeReady,
  injectedFault,
  notExplained,
];
