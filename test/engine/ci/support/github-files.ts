import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const values = z.record(z.string(), z.coerce.string()).default({});
const stepSchema = z.object({
  id: z.string().optional(),
  if: z.string().optional(),
  env: values,
  'working-directory': z.string().default('.'),
  run: z.string().optional(),
  shell: z.string().optional(),
  uses: z.string().optional(),
  with: values,
});
const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string() })),
  outputs: z.record(z.string(), z.object({ value: z.string() })),
  runs: z.object({ using: z.literal('composite'), steps: z.array(stepSchema) }),
});
const workflowSchema = z.object({ jobs: z.record(z.string(), z.object({ steps: z.array(stepSchema) })) });

export type GithubStep = z.infer<typeof stepSchema>;
export type GithubAction = z.infer<typeof actionSchema>;

/** Returns a composite action as it is written. */
export function readAction(path: string): GithubAction {
  return actionSchema.parse(parse(readFileSync(path, 'utf8')));
}

/** Returns the steps of the only job of a workflow. */
export function readOnlyJob(path: string): readonly GithubStep[] {
  const [job, ...others] = Object.values(workflowSchema.parse(parse(readFileSync(path, 'utf8'))).jobs);
  if (job === undefined || others.length > 0) throw new Error(`${path} has not one job.`);
  return job.steps;
}
