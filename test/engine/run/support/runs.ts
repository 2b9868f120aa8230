import type { Engine } from '../../../../src/engine/engine.ts';
import { RUN_LABEL } from '../../../../src/engine/labels.ts';
import type { HistoryEvent, HistoryEventOf } from '../../../../src/history/history-event.ts';
import { runScenarioFile } from '../../../../src/suite/run-scenario-file.ts';
import type { ScenarioRun } from '../../../../src/suite/scenario-run.ts';
import type { Workplace } from '../../../support/workplace.ts';

/** Runs an inline scenario once. */
export async function runScenario(engine: Engine, place: Workplace, text: string): Promise<ScenarioRun> {
  const [run] = await runScenarioFile(await place.scenario(text), { engine, out: place.out });
  if (run === undefined) throw new Error('nothing was run');
  return run;
}

export function eventsOf<T extends HistoryEvent['type']>(run: ScenarioRun, type: T): HistoryEventOf<T>[] {
  return run.analysis.events.filter((event): event is HistoryEventOf<T> => event.type === type);
}

/** Returns everything on the engine that carries the label of a run. */
export async function labelled(engine: Engine): Promise<string[]> {
  const services = await (await engine.swarm()).listServices({ labels: [RUN_LABEL] });
  const containers = await engine.listContainers({ labels: [RUN_LABEL] });
  const networks = (await engine.listNetworks({ labels: {} })).filter(({ labels }) => labels?.[RUN_LABEL] !== undefined);
  return [...services, ...containers, ...networks].map(({ name }) => name);
}
