import type { Engine } from '../../engine/engine.ts';
import { RUN_LABEL } from '../../engine/labels.ts';
import { describeError } from '../../errors/describe-error.ts';

export interface RemovedThings {
  readonly containers: readonly string[];
  readonly networks: readonly string[];
  readonly failed: readonly Leftover[];
}

export interface Leftover {
  readonly what: string;
  /** Why it is still there, with the command that would remove or undo it. */
  readonly message: string;
}

/** Removes every container and network that carries the run's label, and nothing else. Returns what went and what would not. */
export async function removeRun(engine: Engine, runId: string): Promise<RemovedThings> {
  const containers: string[] = [];
  const networks: string[] = [];
  const failed: Leftover[] = [];
  const attempt = async (gone: string[], kind: 'container' | 'network', name: string, command: string, remove: () => Promise<void>) => {
    try {
      await remove();
      gone.push(name);
    } catch (error) {
      failed.push({ what: `${kind} ${name}`, message: `${describeError(error)}; to do it by hand: ${command} ${name}` });
    }
  };
  const found = await engine.listContainers({ labels: [`${RUN_LABEL}=${runId}`] });
  await Promise.all(
    found.map(({ id, name }) => attempt(containers, 'container', name, 'docker rm --force --volumes', () => engine.removeContainer(id))),
  );
  for (const { id, name } of await engine.listNetworks({ labels: { [RUN_LABEL]: runId } })) {
    await attempt(networks, 'network', name, 'docker network rm', () => engine.removeNetwork(id));
  }
  return { containers: containers.sort(), networks: networks.sort(), failed };
}
