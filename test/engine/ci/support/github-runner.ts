import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { holds, interpolated, type Contexts } from './github-expression.ts';
import { readAction, type GithubStep } from './github-files.ts';

const SAID_WITHIN_MS = 120_000;

interface RunnerOptions {
  readonly workspace: string;
  /** The directory of the action that is called by its repository's name; other actions are only noted. */
  readonly action: { readonly name: RegExp; readonly directory: string };
}

interface Scope {
  readonly inputs: Contexts;
  readonly steps: Record<string, Contexts>;
}

/** How a job ended. */
export interface EndedJob {
  readonly failed: boolean;
  /** The outputs of each step by its id. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Runs the steps of a workflow and of a composite action with bash, as GitHub's runner does, as far as those of this project need it. */
export class GithubRunner {
  readonly #options: RunnerOptions;
  readonly #temp: string;
  #steps = 0;
  /** What all steps have printed, and what they appended to their summaries. */
  log = '';
  summary = '';
  /** The calls of actions that are not run here. */
  readonly others: { readonly uses: string; readonly with: Readonly<Record<string, string>> }[] = [];
  readonly #told = new EventEmitter();
  #shellNow: ChildProcess | undefined;

  private constructor(options: RunnerOptions, temp: string) {
    this.#options = options;
    this.#temp = temp;
  }

  static async start(options: RunnerOptions): Promise<GithubRunner> {
    return new GithubRunner(options, await mkdtemp(path.join(tmpdir(), 'fl-runner-')));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#temp, { recursive: true, force: true });
  }

  /** Resolves when a step has printed this. */
  async says(text: string): Promise<void> {
    const signal = AbortSignal.timeout(SAID_WITHIN_MS);
    while (!this.log.includes(text)) await once(this.#told, 'more', { signal });
  }

  /** Interrupts the shell of the step that runs now, as the cancelling of a job does first. */
  cancel(): void {
    this.#shellNow?.kill('SIGINT');
  }

  /** Runs the steps of a job. */
  async job(steps: readonly GithubStep[]): Promise<EndedJob> {
    const outputs: Record<string, Record<string, string>> = {};
    const failed = await this.#all(steps, { inputs: {}, steps: {} }, outputs, {});
    return { failed, outputs };
  }

  /** Runs the action with inputs, as a job with one step does. */
  async call(
    inputs: Readonly<Record<string, string>>,
  ): Promise<{ readonly failed: boolean; readonly outputs: Readonly<Record<string, string>> }> {
    const outputs: Record<string, string> = {};
    return { failed: await this.#composite(inputs, outputs), outputs };
  }

  async #all(
    steps: readonly GithubStep[],
    scope: Scope,
    outputs: Record<string, Record<string, string>>,
    env: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    let failed = false;
    for (const step of steps) {
      const contexts: Contexts = { inputs: scope.inputs, steps: scope.steps };
      if (!holds(step.if, contexts, failed)) continue;
      const own: Record<string, string> = {};
      if (await this.#step(step, contexts, own, env)) failed = true;
      if (step.id === undefined) continue;
      outputs[step.id] = own;
      scope.steps[step.id] = { outputs: own };
    }
    return failed;
  }

  async #step(
    step: GithubStep,
    contexts: Contexts,
    outputs: Record<string, string>,
    env: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    const replaced = (values: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, interpolated(value, contexts)]));
    if (step.run !== undefined) {
      const directory = path.join(this.#options.workspace, interpolated(step['working-directory'], contexts));
      return this.#shell(interpolated(step.run, contexts), directory, { ...env, ...replaced(step.env) }, outputs);
    }
    const { uses = '' } = step;
    if (this.#options.action.name.test(uses)) return this.#composite(replaced(step.with), outputs);
    this.others.push({ uses, with: replaced(step.with) });
    return false;
  }

  async #composite(given: Readonly<Record<string, string>>, outputs: Record<string, string>): Promise<boolean> {
    const { directory } = this.#options.action;
    const action = readAction(path.join(directory, 'action.yml'));
    const unknown = Object.keys(given).filter((name) => action.inputs[name] === undefined);
    if (unknown.length > 0) throw new Error(`The action has no input ${unknown.join(', ')}.`);
    const defaults = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default]));
    const scope: Scope = { inputs: { ...defaults, ...given }, steps: {} };
    const failed = await this.#all(action.runs.steps, scope, {}, { GITHUB_ACTION_PATH: directory });
    for (const [name, { value }] of Object.entries(action.outputs)) outputs[name] = interpolated(value, { steps: scope.steps });
    return failed;
  }

  /** @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunshell for how bash is called */
  async #shell(script: string, cwd: string, env: Readonly<Record<string, string>>, outputs: Record<string, string>): Promise<boolean> {
    const at = (name: string) => path.join(this.#temp, `${this.#steps}-${name}`);
    this.#steps += 1;
    const temp = path.join(this.#temp, 'temp');
    await mkdir(temp, { recursive: true });
    for (const name of ['output', 'summary']) await writeFile(at(name), '');
    await writeFile(at('script.sh'), script);
    const own = {
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: this.#options.workspace,
      GITHUB_OUTPUT: at('output'),
      GITHUB_STEP_SUMMARY: at('summary'),
      RUNNER_TEMP: temp,
    };
    const args = ['--noprofile', '--norc', '-eo', 'pipefail', at('script.sh')];
    const shell = spawn('bash', args, {
      cwd,
      env: { ...process.env, npm_config_ignore_scripts: 'true', ...own, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#shellNow = shell;
    for (const stream of [shell.stdout, shell.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.log += text;
        this.#told.emit('more');
      });
    await once(shell, 'close');
    for (const line of (await readFile(at('output'), 'utf8')).split('\n').filter((each) => each !== '')) {
      const [, name, value = ''] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
      if (name === undefined) throw new Error(`GITHUB_OUTPUT has the line ${line}`);
      outputs[name] = value;
    }
    this.summary += await readFile(at('summary'), 'utf8');
    return shell.exitCode !== 0;
  }
}
