import type { ServiceSnapshot } from '../engine/swarm.ts';

/**
 * The specs of tasks that one service has been seen to have. Each is known by the version index of the service when it was first seen; one
 * that a rollback brings back has the version it had.
 */
export class SpecVersions {
  readonly #versions = new Map<string, number>();

  note({ taskSpec, versionIndex }: Pick<ServiceSnapshot, 'taskSpec' | 'versionIndex'>): void {
    if (!this.#versions.has(taskSpec)) this.#versions.set(taskSpec, versionIndex);
  }

  /** Undefined when the service has not been seen with such a spec. */
  of(taskSpec: string): number | undefined {
    return this.#versions.get(taskSpec);
  }
}
