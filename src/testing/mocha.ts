import { createRequire } from 'node:module';
import { chooseEngine } from '../engine/choose-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { stateDir } from '../run/state-dir.ts';
import { findConfig } from '../suite/find-config.ts';
import { readConfig } from '../suite/read-config.ts';
import { registries as ownRegistries } from '../suite/registries.ts';
import { runScenarioFile } from '../suite/run-scenario-file.ts';
import { describeScenario } from './describe-scenario.ts';
import { storedRunIds, sweep } from './sweep.ts';

type Extensions = Record<string, (module: unknown, file: string) => void>;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** What a project adds by its configuration. Read before mocha asks for the first scenario, because it does not wait for that. */
const config = process.env['FAULTLINE_CONFIG'] ?? (await findConfig(process.cwd()));
const registries = config === undefined ? ownRegistries : await readConfig(config);

/** Mocha loads a file by `require`, or by `import` and then, because of its unknown extension, by `require`. */
const { extensions } = createRequire(import.meta.url) as unknown as { extensions: Extensions };
for (const extension of ['.yaml', '.yml']) {
  extensions[extension] = (_module, file) =>
    describeScenario(file, async () => runScenarioFile(file, optionsOf(await engineOfProcess())), registries);
}

let engine: Promise<Engine> | undefined;

/** One for all scenarios of this process: that of FAULTLINE_ENGINE, or the one that Docker's own settings name. */
async function engineOfProcess(): Promise<Engine> {
  engine ??= chooseEngine(undefined, say);
  return engine;
}

function optionsOf(one: Engine) {
  const out = process.env['FAULTLINE_OUT'];
  const allowCommands = process.env['FAULTLINE_ALLOW_COMMANDS'] === '1';
  return { engine: one, registries, allowCommands, ...(out === undefined ? {} : { out }) };
}

/** Hooks for `mocha --require faultline/mocha`: the engine that the scenarios shared is let go at the end. */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    const connected = engine;
    engine = undefined;
    await (await connected?.catch(() => undefined))?.close();
  },
};

async function endpointInUse(): Promise<string> {
  const one = await chooseEngine(undefined, say);
  await one.close();
  return one.facts.endpoint;
}

let before: ReadonlySet<string> = new Set();

/** Notes what was there before the tests, in the process that mocha was started as: it runs once, with `--parallel`, too. */
export async function mochaGlobalSetup(): Promise<void> {
  before = await storedRunIds(stateDir());
}

/**
 * Sweeps when all tests are over: every run has removed its own by now, so what is left is of a run that could not, as its process was killed. It is undone
 * and removed, and told. What cannot be removed fails the tests.
 */
export async function mochaGlobalTeardown(): Promise<void> {
  const { lines, left } = await sweep(stateDir(), before, endpointInUse);
  for (const line of lines) say(line);
  if (left.length === 0) return;
  process.exitCode = 1;
  throw new Error(`the tests left behind what could not be removed:\n${left.join('\n')}`);
}
