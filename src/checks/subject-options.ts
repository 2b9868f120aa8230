import { z } from 'zod';
import type { Analysis, ContainerAnalysis } from '../analysis/analysis.ts';
import { CannotTell } from './conclude.ts';
import { onlyName } from './only-name.ts';

/** Returns the options that every check about a subject has. */
export function subjectOptions() {
  return {
    of: z.string().min(1).optional().describe('The subject; may be left out when there is only one.'),
    container: z.string().min(1).optional().describe('One of its containers, such as `web.2` (default: all of them).'),
  };
}

export interface SubjectOptions {
  readonly of?: string | undefined;
  readonly container?: string | undefined;
}

/** What a check about a subject looks at. */
export interface SubjectPart {
  readonly of: string;
  readonly containers: readonly (readonly [name: string, container: ContainerAnalysis])[];
}

/** Returns the containers that the options name. @throws CannotTell when there are none in the history. */
export function subjectPart(analysis: Analysis, options: SubjectOptions): SubjectPart {
  const of = onlyName(options.of, analysis.subjects, 'subject');
  const all = Object.entries(analysis.subjects[of]?.containers ?? {});
  const containers = options.container === undefined ? all : all.filter(([name]) => name === options.container);
  if (containers.length === 0) throw new CannotTell(`the history knows nothing of a container ${options.container ?? ''} of ${of}`);
  return { of, containers };
}

/** Returns the beginning of a sentence: 'The exits of web during chaos'. */
export function aboutSubject(what: string, options: SubjectOptions & { readonly during?: string | undefined }): string {
  const name = options.container ?? options.of;
  return `The ${what}${name === undefined ? '' : ` of ${name}`}${options.during === undefined ? '' : ` during ${options.during}`}`;
}
