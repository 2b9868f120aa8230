import { availableParallelism } from 'node:os';
import { expect } from 'chai';
import type { Engine } from '../../src/engine/engine.ts';
import { RUN_LABEL } from '../../src/engine/labels.ts';
import { describeError } from '../../src/errors/describe-error.ts';
import { renderVerdict } from '../../src/report/verdict-block.ts';
import type { ScenarioRun } from '../../src/suite/scenario-run.ts';
import { atTheEnd, engineForTests } from '../support/engine-for-tests.ts';
import { ScenarioPool } from './scenario-pool.ts';

const processors = availableParallelism();
/** Each waits much of its time; with more of them than this the waits of one get longer than what another one claims. */
const limits = { jobs: 2 * processors, heavy: Math.ceil(1.5 * processors), measuring: processors };

/** The files of all suites of this process: they share one pool, so that none waits for the last scenario of another. */
const files: string[] = [];
let shared: Promise<ScenarioPool> | undefined;

/** What the suites ask of their pool. */
export interface PoolForTests {
  /** Resolves with the file's runs beside others; at a later attempt, counted from 0, with new ones that run alone. */
  runsOf(file: string, attempt: number): Promise<readonly ScenarioRun[]>;
}

/** Runs the files in a pool around the tests of the suite that calls this; at the end of all tests nothing of them may be left on the engine. */
export function poolForTests(filesOfSuite: readonly string[]): PoolForTests {
  files.push(...filesOfSuite);
  let pool: ScenarioPool;
  before(async () => {
    shared ??= startPool();
    pool = await shared;
  });
  return { runsOf: async (file, attempt) => (attempt === 0 ? pool.runsOf(file) : pool.runsAlone(file)) };
}

async function startPool(): Promise<ScenarioPool> {
  const engine = await engineForTests();
  const pool = await ScenarioPool.start(engine, files, limits);
  atTheEnd(async () => {
    shared = undefined;
    files.length = 0;
    await endPool(pool, engine);
  });
  return pool;
}

async function endPool(pool: ScenarioPool, engine: Engine): Promise<void> {
  await pool.stop();
  const ids = await pool.runIds();
  await pool.end();
  const containers = await Promise.all(ids.map(async (id) => engine.listContainers({ labels: [`${RUN_LABEL}=${id}`] })));
  const networks = (await engine.listNetworks({ labels: {} })).filter(({ name }) => ids.some((id) => name.includes(id)));
  expect([...containers.flat(), ...networks].map(({ name }) => name)).to.deep.equal([]);
}

/** Returns what a reader of a failed test needs: the verdict as the terminal shows it. */
export function textOf({ result, analysis, error, leftovers }: ScenarioRun): string {
  const block = renderVerdict(result, analysis, { colour: false, columns: 120 });
  return [block, ...(error === undefined ? [] : [describeError(error)]), ...leftovers].join('\n');
}
