import type { Engine } from '../engine/engine.ts';

/**
 * Returns the same engine for the faults and undos of one run: the helper containers that send signals for it carry its label, so that its clean-up
 * finds them. What a container that was there before the run is labelled with does not tell.
 */
export function engineForRun(engine: Engine, runId: string): Engine {
  const signalProcesses: Engine['signalProcesses'] = async (id, signal, which, method) =>
    engine.signalProcesses(id, signal, which, method, runId);
  return new Proxy(engine, {
    get(target, name): unknown {
      if (name === 'signalProcesses') return signalProcesses;
      const value: unknown = Reflect.get(target, name);
      // The engine's methods want the engine itself, not what stands for it.
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
