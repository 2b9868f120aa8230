import { appendFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chooseEngine } from '../../src/engine/choose-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { RUN_LABEL } from '../../src/engine/labels.ts';
import { engineDown } from '../../src/engine/private/engine-down.ts';
import { engineStatus } from '../../src/engine/private/engine-status.ts';
import { engineUp } from '../../src/engine/private/engine-up.ts';
import { missingPrerequisites } from '../../src/engine/private/prerequisites.ts';
import { processStat } from '../../src/engine/private/process-identity.ts';
import { attemptOf } from '../../src/testing/attempt-of.ts';
import { forkBuiltLoads } from './built.ts';

forkBuiltLoads();

const TESTS = path.resolve(import.meta.dirname, '..');
const WITHOUT_ENGINE = ['unit', 'crash', 'load', 'browser', 'package', 'setup'].map((folder) => path.join(TESTS, folder));
const ON_ENGINE = ['engine', 'scenarios'].map((folder) => path.join(TESTS, folder));
/** The process that the user started: in parallel mode tests run in children of it, each with an engine of its own. */
const owner = process.env['MOCHA_WORKER_ID'] === undefined ? process.pid : process.ppid;
let passedOnEngine = 0;
let shared: Promise<Engine> | undefined;
const endings: (() => Promise<void>)[] = [];

/** Returns the engine that the tests run against, connected once for all of them. */
export async function engineForTests(): Promise<Engine> {
  shared ??= chooseEngine(undefined, say);
  return shared;
}

/** Has something done when all tests of this process have ended: in parallel mode, all of one file. What it throws fails the tests. */
export function atTheEnd(action: () => Promise<void>): void {
  endings.push(action);
}

/** Takes down what test runs left that were killed before they could. */
export async function mochaGlobalSetup(): Promise<void> {
  for (const engine of await engineStatus()) {
    const pid = /^test-(\d+)-\d+$/.exec(engine.name)?.[1];
    if (pid !== undefined && processStat(Number(pid)) === undefined) await engineDown(engine.name, say);
  }
  // Mocha ends its tests at SIGINT and then comes to the teardown; at SIGTERM it would just end.
  process.once('SIGTERM', () => void takeDown().finally(() => process.exit(143)));
}

export const mochaHooks = {
  /** Brings up this process's private engine when one of its tests needs an engine and none was chosen. */
  async beforeAll(this: Mocha.Context): Promise<void> {
    this.timeout(120_000);
    const files = this.test?.parent?.suites.map(({ file }) => file ?? '') ?? [];
    if (files.every((file) => isBelow(file, WITHOUT_ENGINE)) || (process.env['FAULTLINE_ENGINE'] ?? '') !== '') return;
    if ((await missingPrerequisites()).length > 0) return;
    const name = `test-${owner}-${process.pid}`;
    process.env['FAULTLINE_ENGINE'] = `private:${name}`;
    const engine = await engineUp({ name, onProgress: say });
    say(`tests run against a private Docker Engine ${engine.version} at ${engine.hostAddress}`);
  },
  /** Counts the tests that ran against an engine, for whoever must know that they did. */
  afterEach(this: Mocha.Context): void {
    const { currentTest: test } = this;
    if (test?.state !== 'passed') return;
    if (isBelow(test.file ?? '', ON_ENGINE)) passedOnEngine += 1;
    // Nobody sees otherwise that there is something to mend.
    if (attemptOf(test) > 0) say(`tests: passed only when tried again: ${test.fullTitle()}`);
  },
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(120_000);
    for (const end of endings.splice(0)) await end();
    const file = process.env['FAULTLINE_TEST_COUNTS'];
    // A line for each file of tests: several processes may run them.
    if (file !== undefined) await appendFile(file, `${passedOnEngine}\n`);
    passedOnEngine = 0;
  },
};

/** Fails the run when a test left something on an engine, and takes the private engines down. */
export async function mochaGlobalTeardown(): Promise<void> {
  const left: string[] = [];
  try {
    for (const { name } of await ownEngines()) left.push(...(await leftOn(await chooseEngine(`private:${name}`, say))));
    if (shared !== undefined) left.push(...(await leftOn(await shared)));
  } finally {
    await takeDown();
  }
  if (left.length === 0) return;
  process.exitCode = 1;
  // Mocha's own exit code is the number of failures, whatever else went wrong.
  const results = process.env['FAULTLINE_TEST_RESULTS'];
  if (results !== undefined) await writeFile(`${results}.left`, left.join('\n'));
  throw new Error(`tests left containers behind: ${[...new Set(left)].join(', ')}`);
}

async function ownEngines(): Promise<readonly { readonly name: string }[]> {
  return (await engineStatus()).filter(({ name }) => name.startsWith(`test-${process.pid}-`));
}

async function leftOn(engine: Engine): Promise<string[]> {
  try {
    return (await engine.listContainers({ labels: [RUN_LABEL] })).map(({ name }) => name);
  } finally {
    await engine.close();
  }
}

async function takeDown(): Promise<void> {
  for (const { name } of await ownEngines()) await engineDown(name, say);
}

function isBelow(file: string, folders: readonly string[]): boolean {
  return folders.some((folder) => file.startsWith(folder));
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
