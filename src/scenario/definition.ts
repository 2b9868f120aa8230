import type { z } from 'zod';

/**
 * What the parser needs to know of a fault, a check or a trigger: its name, its options' schema, and what its `of` names.
 * The registries of faults/, checks/ and run/triggers are handed to the parser in this shape, so scenario/ imports none of them.
 */
export interface OptionsDefinition {
  readonly name: string;
  /** One sentence, shown in help and in the JSON Schema. */
  readonly summary: string;
  /** Parses the options as written into the options as used: durations become `…Ms`, comparisons become Comparison. */
  readonly schema: z.ZodType;
  /** What the option `of` names; the parser reports an unknown name with the nearest known one. */
  readonly of: 'subject' | 'service' | 'load' | 'load-or-subject' | 'none';
  /** Of faults only: whether the fault takes `for:`. Absent: it does not. */
  readonly lasts?: 'never' | 'optional';
  /** Of faults on subjects only: whether they act on tasks of services only, or on plain containers only. Absent: on both. */
  readonly tasks?: 'only' | 'never';
  /** Of faults on subjects only: it ends a task, which Swarm replaces, so that `for:` has nothing to undo there and needs a `follow`. */
  readonly endsTasks?: true;
}

/** What the parser needs to know of a project's own way to ask in a load. */
export interface ProbeDefinition extends Pick<OptionsDefinition, 'name' | 'summary' | 'schema'> {
  /** Absolute path of the module whose default export defines it, for the process that makes the load. */
  readonly module: string;
}

export interface Definitions {
  readonly faults: readonly OptionsDefinition[];
  readonly checks: readonly OptionsDefinition[];
  readonly triggers: readonly OptionsDefinition[];
  readonly probes: readonly ProbeDefinition[];
}
