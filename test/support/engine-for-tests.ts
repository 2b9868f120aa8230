import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { chooseEngine } from '../../src/engine/choose-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { RUN_LABEL } from '../../src/engine/labels.ts';
import { engineDown } from '../../src/engine/private/engine-down.ts';
import { engineStatus } from '../../src/engine/private/engine-status.ts';
import { engineUp } from '../../src/engine/private/engine-up.ts';
import { missingPrerequisites } from '../../src/engine/private/prerequisites.ts';
import { processStat } from '../../src/engine/private/process-identity.ts';

const UNIT_TESTS = path.resolve(import.meta.dirname, '../unit');
const ENGINE_TESTS = path.resolve(import.meta.dirname, '../engine');
const name = `test-${process.pid}`;
let owned = false;
let passedOnEngine = 0;
let shared: Promise<Engine> | undefined;

/** Returns the engine that the tests run against, connected once for all of them. */
export async function engineForTests(): Promise<Engine> {
  shared ??= chooseEngine(undefined, say);
  return shared;
}

/** Returns everything on an engine that a test could leave behind, to be compared before and after. */
export async function inventory(engine: Engine): Promise<readonly string[]> {
  const [containers, networks] = await Promise.all([engine.listContainers({}), engine.listNetworks({ labels: {} })]);
  return [...containers.map((one) => `container ${one.name}`), ...networks.map((one) => `network ${one.name}`)].toSorted();
}

/** Brings up one private engine for all tests, when one of them needs an engine and none was chosen. */
export async function mochaGlobalSetup(this: Mocha.Runner): Promise<void> {
  if (!mayNeedEngine(this.suite) || (process.env['FAULTLINE_ENGINE'] ?? '') !== '') return;
  if ((await missingPrerequisites()).length > 0) return;
  await removeForgotten();
  owned = true;
  process.env['FAULTLINE_ENGINE'] = `private:${name}`;
  // Mocha ends its tests at SIGINT and then comes to the teardown; at SIGTERM it would just end.
  process.once('SIGTERM', () => void takeDown().finally(() => process.exit(143)));
  const engine = await engineUp({ name, onProgress: say });
  say(`tests run against a private Docker Engine ${engine.version} at ${engine.hostAddress}`);
}

/** Counts the tests that ran against an engine, for whoever must know that they did. */
export const mochaHooks = {
  afterEach(this: Mocha.Context): void {
    if (this.currentTest?.state === 'passed' && this.currentTest.file?.startsWith(ENGINE_TESTS) === true) passedOnEngine += 1;
  },
  async afterAll(): Promise<void> {
    const file = process.env['FAULTLINE_TEST_COUNTS'];
    // A line for each file of tests: several processes may run them.
    if (file !== undefined) await appendFile(file, `${passedOnEngine}\n`);
    passedOnEngine = 0;
  },
};

/** Fails the run when a test left something on the engine, and takes the private engine down. */
export async function mochaGlobalTeardown(): Promise<void> {
  try {
    if (shared !== undefined || owned) await requireNothingLeft(await engineForTests());
  } finally {
    await takeDown();
  }
}

async function requireNothingLeft(engine: Engine): Promise<void> {
  const containers = await engine.listContainers({ labels: [RUN_LABEL] });
  if (containers.length > 0) {
    process.exitCode = 1;
    throw new Error(`tests left containers behind: ${containers.map((container) => container.name).join(', ')}`);
  }
}

async function takeDown(): Promise<void> {
  await shared?.then(async (engine) => engine.close()).catch(() => undefined);
  if (owned) await engineDown(name, say);
}

/** Engines of test runs that were killed before they could take them down. */
async function removeForgotten(): Promise<void> {
  for (const engine of await engineStatus()) {
    const pid = /^test-(\d+)$/.exec(engine.name)?.[1];
    if (pid !== undefined && processStat(Number(pid)) === undefined) await engineDown(engine.name, say);
  }
}

/** In parallel mode the tests are only known to the worker processes: then there may be one. */
function mayNeedEngine(suite: Mocha.Suite): boolean {
  let needed = suite.total() === 0;
  suite.eachTest((test: Mocha.Test) => {
    if (test.file?.startsWith(UNIT_TESTS) === false) needed = true;
  });
  return needed;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
