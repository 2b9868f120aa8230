import { z } from 'zod';
import type { Analysis, ContainerAnalysis, ServiceAnalysis, TaskAnalysis } from '../analysis/analysis.ts';
import { taskContainerName } from '../analysis/task-container-name.ts';
import { CannotTell } from './conclude.ts';
import { onlyName } from './only-name.ts';

/** Returns the options that every check about a subject has. */
export function subjectOptions() {
  return {
    of: z.string().min(1).optional().describe('The subject; may be left out when there is only one.'),
    container: z.string().min(1).optional().describe('One of its containers, such as `web.2` (default: all of them).'),
    slot: slot(),
  };
}

/** Returns the schema of the option `slot`. */
export function slot() {
  return z.int().min(1).optional().describe('Of a service: the tasks of one slot, such as 2 for `web.2` (default: all of its tasks).');
}

export interface SubjectOptions {
  readonly of?: string | undefined;
  readonly container?: string | undefined;
  readonly slot?: number | undefined;
}

/** What a check about a subject looks at. */
export interface SubjectPart {
  readonly of: string;
  readonly containers: readonly (readonly [name: string, container: ContainerAnalysis])[];
  /** Of a service: itself, and the tasks that the options leave. */
  readonly service?: ServiceAnalysis;
  readonly tasks: readonly TaskAnalysis[];
}

/** Returns the containers and tasks that the options name. @throws CannotTell when there are none in the history. */
export function subjectPart(analysis: Analysis, options: SubjectOptions): SubjectPart {
  const of = onlyName(options.of, analysis.subjects, 'subject');
  const { service, containers: all = {} } = analysis.subjects[of] ?? {};
  const named = slotName(of, options);
  const containers = Object.entries(all).filter(([name, { task }]) => named === undefined || name === named || task === named);
  const tasks = (service?.tasks ?? []).filter(({ task, container }) => named === undefined || task === named || container === named);
  const nothing = containers.length === 0 && tasks.length === 0;
  if (nothing && (service === undefined || named !== undefined)) {
    throw new CannotTell(`the history knows nothing of a container ${named ?? ''} of ${of}`);
  }
  return { of, containers, tasks, ...(service === undefined ? {} : { service }) };
}

function slotName(of: string, { container, slot: number }: SubjectOptions): string | undefined {
  return container ?? (number === undefined ? undefined : `${of}.${number}`);
}

/** Returns the containers that stand for the subject at the end: of a service, those of each slot's latest task, unless it was scaled away. */
export function currentContainers({ containers, service, tasks }: SubjectPart): SubjectPart['containers'] {
  if (service === undefined) return containers;
  const latest = new Map(tasks.map((task) => [task.task, task]));
  const names = new Set(
    [...latest.values()]
      .filter(({ states }) => states.at(-1)?.desiredState !== 'remove')
      .map((task) => task.container ?? taskContainerName(task)),
  );
  return containers.filter(([name]) => names.has(name));
}

/** Returns the beginning of a sentence: 'The exits of web during chaos'. */
export function aboutSubject(what: string, options: SubjectOptions & { readonly during?: string | undefined }): string {
  const { of, container, slot: number } = options;
  const name = container ?? (of !== undefined && number !== undefined ? `${of}.${number}` : of);
  return `The ${what}${name === undefined ? '' : ` of ${name}`}${options.during === undefined ? '' : ` during ${options.during}`}`;
}
