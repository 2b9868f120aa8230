import { ab } from './ab.ts';
import { autocannonClosed, autocannonRate } from './autocannon.ts';
import { h2load } from './h2load.ts';
import { hey } from './hey.ts';
import { httperf } from './httperf.ts';
import type { Tool } from './tool.ts';
import { wrk } from './wrk.ts';

/** The load tools that are compared with, those with an open loop first. */
export const tools: readonly Tool[] = [httperf, h2load, hey, wrk, ab, autocannonClosed, autocannonRate];
