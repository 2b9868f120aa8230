import { describeError } from '../errors/describe-error.ts';
import { isService } from '../scenario/needs-swarm.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainers } from './subject-containers.ts';

/**
 * Restarts containers of subjects with `autoheal: true` when they become unhealthy, which Docker does not do for plain containers.
 * Returns what stops the watching and waits for restarts under way.
 */
export function watchHealth(context: RunContext, containers: SubjectContainers): () => Promise<void> {
  const healing = new Map<string, Promise<void>>();
  const unsubscribe = context.recorder.subscribe((event) => {
    if (event.type !== 'engine-event' || event.health !== 'unhealthy' || healing.has(event.container)) return;
    const container = containers.named(event.container);
    // Swarm replaces an unhealthy task by itself.
    if (isService(container.spec) || !container.spec.autoheal) return;
    const work = heal(context, container.subject, container.name, container.id).finally(() => healing.delete(container.name));
    healing.set(container.name, work);
  });
  return async () => {
    unsubscribe();
    await Promise.allSettled(healing.values());
  };
}

async function heal(context: RunContext, subject: string, container: string, id: string): Promise<void> {
  try {
    await context.engine.restartContainer(id);
    context.recorder.append({ type: 'autoheal', subject, container, outcome: 'restarted' });
  } catch (error) {
    context.recorder.append({ type: 'autoheal', subject, container, outcome: 'failed', message: describeError(error) });
  }
}
