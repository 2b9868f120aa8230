import type { Engine } from '../engine/engine.ts';
import type { EngineRecord } from '../history/history-event.ts';
import type { JsonValue } from '../history/json-value.ts';
import type { Plan } from '../scenario/plan.ts';
import { serialisePlan } from '../scenario/serialise-plan.ts';
import type { Recorder } from './recorder.ts';
import type { RunRequest } from './run-request.ts';

type Start = Pick<RunRequest, 'id' | 'plan' | 'source' | 'faultlineVersion'> & { readonly engine?: Engine };

/** Writes what is about to run, where, and with which seed. */
export function recordRunStart(recorder: Recorder, { id, plan, source, faultlineVersion, engine }: Start): void {
  recorder.append({
    type: 'run-started',
    format: 1,
    run: { id, seed: plan.seed, faultline: faultlineVersion, repetition: plan.repetition, repeat: plan.scenario.repeat },
    ...(engine === undefined ? {} : { engine: engineRecord(engine) }),
    scenario: { name: plan.scenario.name, ...source },
  });
  recordPlan(recorder, plan);
}

/** Writes a plan: what stands in a history last counts. */
export function recordPlan(recorder: Recorder, plan: Plan): void {
  // Through the serialiser, because it leaves environment values out.
  recorder.append({ type: 'plan', plan: JSON.parse(serialisePlan(plan)) as JsonValue });
}

function engineRecord({ facts, hostAddress }: Engine): EngineRecord {
  const { name, version, apiVersion, kernel, operatingSystem, cgroupVersion, endpoint, swarm, capabilities } = facts;
  return {
    name,
    version,
    api: apiVersion,
    kernel,
    operatingSystem,
    cgroup: cgroupVersion,
    endpoint,
    hostAddress,
    swarm: swarm === 'manager',
    capabilities,
  };
}
