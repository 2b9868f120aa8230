import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../engine/engine.ts';
import { RUN_LABEL } from '../../engine/labels.ts';
import { describeError } from '../../errors/describe-error.ts';

export interface RemovedThings {
  readonly services: readonly string[];
  readonly containers: readonly string[];
  readonly networks: readonly string[];
  readonly images: readonly string[];
  readonly failed: readonly Leftover[];
}

export interface Leftover {
  readonly what: string;
  /** Why it is still there, with the command that would remove or undo it. */
  readonly message: string;
}

/** How long Swarm may take to let go of the containers and networks of services that were removed. */
const SWARM_PATIENCE_MS = 30_000;
const SWARM_PAUSE_MS = 200;

const byHand = {
  service: 'docker service rm',
  container: 'docker rm --force --volumes',
  network: 'docker network rm',
  image: 'docker rmi',
} as const;

/** Removes every service, container, network and image that carries the run's label, and nothing else. Returns what went and what would not. */
export async function removeRun(engine: Engine, runId: string): Promise<RemovedThings> {
  const removal = new Removal();
  await removeServices(engine, runId, removal);
  const swarmTakesTime = removal.gone.service.size > 0;
  await removeContainers(engine, runId, removal, swarmTakesTime);
  for (const { id, name } of await engine.listNetworks({ labels: { [RUN_LABEL]: runId } })) {
    const patienceMs = swarmTakesTime ? SWARM_PATIENCE_MS : 0;
    await removal.attempt('network', name, async () => persist(patienceMs, async () => engine.removeNetwork(id)));
  }
  for (const { id, name } of await engine.listImages({ labels: { [RUN_LABEL]: runId } })) {
    await removal.attempt('image', name, async () => engine.removeImage(id));
  }
  return removal.result();
}

/** Names and labels of a run's services; none on an engine that manages no Swarm. */
export async function servicesOfRuns(
  engine: Engine,
  label: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly labels: Readonly<Record<string, string>> }[]> {
  return engine.facts.swarm === 'manager' ? (await engine.swarm()).listServices({ labels: [label] }) : [];
}

async function removeServices(engine: Engine, runId: string, removal: Removal): Promise<void> {
  for (const { id, name } of await servicesOfRuns(engine, `${RUN_LABEL}=${runId}`)) {
    await removal.attempt('service', name, async () => (await engine.swarm()).removeService(id));
  }
}

/** A task that was being prepared may still get its container after its service is gone, so the list has to stay empty for a moment. */
async function removeContainers(engine: Engine, runId: string, removal: Removal, swarmTakesTime: boolean): Promise<void> {
  const untilMs = performance.now() + SWARM_PATIENCE_MS;
  for (let empty = 0; empty < (swarmTakesTime ? 3 : 1);) {
    const found = (await engine.listContainers({ labels: [`${RUN_LABEL}=${runId}`] })).filter(({ name }) => !removal.hasFailed(name));
    await Promise.all(found.map(({ id, name }) => removal.attempt('container', name, async () => engine.removeContainer(id))));
    if (!swarmTakesTime || performance.now() > untilMs) return;
    empty = found.length === 0 ? empty + 1 : 0;
    await sleep(SWARM_PAUSE_MS);
  }
}

async function persist(patienceMs: number, work: () => Promise<void>): Promise<void> {
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (performance.now() >= untilMs) throw error;
      await sleep(SWARM_PAUSE_MS);
    }
  }
}

class Removal {
  readonly gone = { service: new Set<string>(), container: new Set<string>(), network: new Set<string>(), image: new Set<string>() };
  readonly #failed = new Map<string, Leftover>();

  async attempt(kind: keyof typeof byHand, name: string, remove: () => Promise<void>): Promise<void> {
    try {
      await remove();
      this.gone[kind].add(name);
    } catch (error) {
      const message = `${describeError(error)}; to do it by hand: ${byHand[kind]} ${name}`;
      this.#failed.set(name, { what: `${kind} ${name}`, message });
    }
  }

  hasFailed(name: string): boolean {
    return this.#failed.has(name);
  }

  result(): RemovedThings {
    const { service, container, network, image } = this.gone;
    return {
      services: [...service].sort(),
      containers: [...container].sort(),
      networks: [...network].sort(),
      images: [...image].sort(),
      failed: [...this.#failed.values()],
    };
  }
}
