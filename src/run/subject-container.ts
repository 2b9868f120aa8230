import type { HealthStatus } from '../engine/engine.ts';
import type { SubjectSpec } from '../scenario/scenario.ts';
import type { Target } from '../targets/target.ts';

/** One container of a subject as the run knows it; its id changes when it is created again. */
export interface SubjectContainer {
  readonly subject: string;
  /** As the history names it: `web.1`, an attached container's own name, or of a task `web.1.` and the beginning of the task's id. */
  readonly name: string;
  readonly spec: SubjectSpec;
  /** Of a service: the task that it is the container of. */
  readonly task?: { readonly name: string; readonly id: string; readonly nodeId: string };
  id: string;
  labels: Readonly<Record<string, string>>;
  image: string;
  /** As its last inspection or event said. */
  health: HealthStatus;
  /** How often its process has been started while the run watched; an attached container that was running counts as 1. */
  incarnation: number;
  oomInThisLife: boolean;
}

/** Returns the container as faults see it. */
export function targetOf(container: SubjectContainer): Target {
  return {
    subject: container.subject,
    name: container.name,
    id: container.id,
    labels: container.labels,
    attached: container.spec.kind === 'attached' || container.spec.kind === 'attached-service',
  };
}
