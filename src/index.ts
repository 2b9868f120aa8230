export { analyse } from './analysis/analyse.ts';
export type { Analysis } from './analysis/analysis.ts';
export type { Check, CheckResult, Judgement } from './checks/check.ts';
export type { Verdict } from './checks/verdict.ts';
export { connectEngine } from './engine/connect-engine.ts';
export type { Engine } from './engine/engine.ts';
export { chooseEngine } from './engine/choose-engine.ts';
export { errorCodes, type ErrorCode } from './errors/error-codes.ts';
export { FaultlineError } from './errors/faultline-error.ts';
export type { Fault } from './faults/fault.ts';
export type { HistoryEvent } from './history/history-event.ts';
export { readHistory } from './history/read-history.ts';
export type { RunResult } from './report/run-result.ts';
export {
  defineScenario,
  type AttachInput,
  type ContainerInput,
  type ExpectationInput,
  type FaultInput,
  type LoadInput,
  type PickInput,
  type PressureInput,
  type ScenarioInput,
  type StepInput,
} from './scenario/define-scenario.ts';
export { runScenarioFile } from './suite/run-scenario-file.ts';
export type { RunOptions, ScenarioRun } from './suite/scenario-run.ts';
export { version } from './suite/version.ts';
