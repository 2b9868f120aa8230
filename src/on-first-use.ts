/**
 * What of the public API acts on the world, loaded when it is first called: a test suite that only imports faultline pays for none of it.
 */
import type { connectEngine as ConnectEngine } from './engine/connect-engine.ts';
import type { chooseEngine as ChooseEngine } from './engine/choose-engine.ts';
import type { readHistory as ReadHistory } from './history/read-history.ts';
import type { readConfig as ReadConfig } from './suite/read-config.ts';
import type { runScenario as RunScenario } from './suite/run-scenario.ts';
import type { runScenarioFile as RunScenarioFile } from './suite/run-scenario-file.ts';
import type { openSession as OpenSession } from './testing/open-session.ts';

/**
 * Returns the engine at an address, once it has answered.
 * @throws ERR_ENGINE_UNREACHABLE when it does not, ERR_CAPABILITY_MISSING when it is too old, ERR_USAGE when the address is none.
 */
export const connectEngine: typeof ConnectEngine = async (...given) => (await import('./engine/connect-engine.ts')).connectEngine(...given);

/**
 * Returns the engine that `--engine` means, connected: `auto`, `private`, `private:NAME` or an address.
 * @throws ERR_ENGINE_UNREACHABLE with a hint at what is possible on this machine, ERR_CAPABILITY_MISSING, ERR_USAGE
 */
export const chooseEngine: typeof ChooseEngine = async (...given) => (await import('./engine/choose-engine.ts')).chooseEngine(...given);

/**
 * Returns the events of a history file, each line checked.
 * @throws ERR_HISTORY_INVALID with file:line for a damaged line, a missing line, or a file that is not a history.
 */
export const readHistory: typeof ReadHistory = async (...given) => (await import('./history/read-history.ts')).readHistory(...given);

/**
 * Returns faultline's own faults, checks, triggers and reports, and those that a configuration file adds.
 * @throws FaultlineError ERR_USAGE with every problem of the file
 */
export const readConfig: typeof ReadConfig = async (...given) => (await import('./suite/read-config.ts')).readConfig(...given);

/**
 * Runs a scenario that is an object, once whatever its `repeat` says, and returns the run.
 * @throws FaultlineError ERR_SCENARIO_INVALID when it is not valid, ERR_USAGE when it runs programs that are not allowed, ERR_OUTPUT when results cannot be
 * written at all, and the signal's reason when that is aborted already
 */
export const runScenario: typeof RunScenario = async (...given) => (await import('./suite/run-scenario.ts')).runScenario(...given);

/**
 * Runs one scenario file as often as it says and returns its runs in order. An interruption ends it after the run under way.
 * @throws FaultlineError ERR_SCENARIO_INVALID when the file is not valid, ERR_USAGE when it runs programs that are not allowed, ERR_OUTPUT when results
 * cannot be written at all
 */
export const runScenarioFile: typeof RunScenarioFile = async (...given) =>
  (await import('./suite/run-scenario-file.ts')).runScenarioFile(...given);

/**
 * Begins a session on an engine. Give it to `await using`, or end it yourself.
 * @throws FaultlineError ERR_ENGINE_UNREACHABLE, ERR_SCENARIO_INVALID when an option is not valid
 */
export const openSession: typeof OpenSession = async (...given) => (await import('./testing/open-session.ts')).openSession(...given);
