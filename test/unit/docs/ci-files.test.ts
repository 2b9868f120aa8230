import { validateAction, validateWorkflow } from '@action-validator/core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from './markdown-files.ts';

const action = readFileSync(join(root, 'action.yml'), 'utf8');
const workflow = readFileSync(join(root, 'examples/ci-github/.github/workflows/resilience.yml'), 'utf8');
const steps = z.array(z.looseObject({ run: z.string().optional(), uses: z.string().optional() }));
const parts = z.object({
  inputs: z.record(z.string(), z.unknown()),
  outputs: z.record(z.string(), z.unknown()),
  runs: z.object({ steps }),
});
const jobs = z.object({ jobs: z.record(z.string(), z.object({ steps })) });
const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

describe('the files for CI servers', () => {
  const written = parts.parse(parse(action));
  const called = Object.values(jobs.parse(parse(workflow)).jobs).flatMap((job) => job.steps);

  it("are valid by GitHub's schemas", () => {
    expect(validateAction(action).errors).to.deep.equal([]);
    expect(validateWorkflow(workflow).errors).to.deep.equal([]);
    expect(validateAction(action.replace('composite', 'compozite')).errors, 'a wrong one').not.to.be.empty;
  });

  it('hand nothing to a script but by the environment', () => {
    const scripts = [...written.runs.steps, ...called].flatMap(({ run }) => (run === undefined ? [] : [run]));
    expect(scripts.length).to.be.above(3);
    for (const script of scripts) expect(script).not.to.include('${{');
  });

  it('call this version of the action, with inputs that it has', () => {
    const [call] = called.filter(({ uses }) => uses?.includes('/faultline@') === true);
    expect(call?.uses).to.equal(`OWNER/faultline@v${version}`);
    expect(Object.keys(written.inputs)).to.include.members(Object.keys(z.record(z.string(), z.unknown()).parse(call?.['with'])));
  });

  it('are explained: each input and output has a row in docs/ci.md', () => {
    const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
    for (const name of [...Object.keys(written.inputs), ...Object.keys(written.outputs)]) expect(page).to.include(`| \`${name}\``);
  });

  it('are shown in docs/ci.md as they are', () => {
    const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
    expect(page).to.include(readFileSync(join(root, 'examples/ci-gitlab/.gitlab-ci.yml'), 'utf8'));
    expect(page).to.include(workflow);
  });
});
