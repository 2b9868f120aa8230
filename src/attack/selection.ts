/** What a person has named: where targets come from, and how that is narrowed. */
export interface Selection {
  /** Names or ids of containers, names of services, or `service:NAME`. */
  readonly names: readonly string[];
  readonly services: readonly string[];
  readonly stacks: readonly string[];
  /** `project` or `project/service`. */
  readonly compose: readonly string[];
  /** Narrow: `key` or `key=value`, all of them. */
  readonly labels: readonly string[];
  /** Narrows by the name. */
  readonly regex?: string;
}

/** Returns whether each target is named by its own name, so that all of them are meant. */
export function namesEachTarget({ services, stacks, compose, labels, regex, names }: Selection): boolean {
  const some = [services, stacks, compose, labels].some((list) => list.length > 0);
  return names.length > 0 && !some && regex === undefined && !names.some((name) => name.startsWith('service:'));
}

/** Returns whether nothing at all has been named. */
export function isEmptySelection({ names, services, stacks, compose, labels, regex }: Selection): boolean {
  return [names, services, stacks, compose, labels].every((list) => list.length === 0) && regex === undefined;
}
