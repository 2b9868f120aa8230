import { judgeSteady } from '../checks/judge-steady.ts';
import { unmet } from '../checks/unmet.ts';
import type { Judge } from '../run/run-request.ts';

/** What a run asks of analysis and checks while it is under way. */
export const judge: Judge = { holds: judgeSteady, unmet };
