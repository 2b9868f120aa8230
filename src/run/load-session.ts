import type { Endpoint } from '../load/endpoint.ts';
import { EndpointFollower } from '../load/endpoint-follower.ts';
import type { Prober } from '../load/prober.ts';
import { startPressure, type Pressure } from '../load/start-pressure.ts';
import { startProber } from '../load/start-prober.ts';
import { waitUntilAnswered } from '../load/wait-until-answered.ts';
import { RunAbort } from './run-abort.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainers } from './subject-containers.ts';
