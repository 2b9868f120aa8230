import type { EngineRecord } from '../history/history-event.ts';
import type { JsonValue } from '../history/json-value.ts';
import { serialisePlan } from '../scenario/serialise-plan.ts';
import type { RunContext } from './run-context.ts';
import type { RunRequest } from './run-request.ts';

/** Writes what is about to run, where, and with which seed. */
export function recordRunStart(context: RunContext, request: RunRequest): void {
  const { plan, source } = request;
  context.recorder.append({
    type: 'run-started',
    format: 1,
    run: {
      id: request.id,
      seed: plan.seed,
      faultline: request.faultlineVersion,
      repetition: plan.repetition,
      repeat: plan.scenario.repeat,
    },
    engine: engineRecord(context),
    scenario: { name: plan.scenario.name, ...source },
  });
  // Through the serialiser, because it leaves environment values out.
  context.recorder.append({ type: 'plan', plan: JSON.parse(serialisePlan(plan)) as JsonValue });
}

function engineRecord({ engine }: RunContext): EngineRecord {
  const { name, version, apiVersion, kernel, operatingSystem, cgroupVersion, endpoint, swarm, capabilities } = engine.facts;
  return {
    name,
    version,
    api: apiVersion,
    kernel,
    operatingSystem,
    cgroup: cgroupVersion,
    endpoint,
    hostAddress: engine.hostAddress,
    swarm: swarm === 'manager',
    capabilities,
  };
}
