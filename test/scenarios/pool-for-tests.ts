import { expect } from 'chai';
import type { Engine } from '../../src/engine/engine.ts';
import { RUN_LABEL } from '../../src/engine/labels.ts';
import { describeError } from '../../src/errors/describe-error.ts';
import { renderVerdict } from '../../src/report/verdict-block.ts';
import type { ScenarioRun } from '../../src/suite/scenario-run.ts';
import { engineForTests } from '../support/engine-for-tests.ts';
import { ScenarioPool } from './scenario-pool.ts';

const JOBS = Number(process.env['FAULTLINE_TEST_JOBS'] ?? '3');

/** Runs the files in a pool around the tests of the suite that calls this; afterwards nothing of them may be left on the engine. */
export function poolForTests(files: () => readonly string[]): { runsOf(file: string): Promise<readonly ScenarioRun[]> } {
  let engine: Engine;
  let pool: ScenarioPool;

  before(async () => {
    engine = await engineForTests();
    pool = await ScenarioPool.start(engine, files(), JOBS);
  });

  after(async () => {
    await pool.stop();
    const ids = await pool.runIds();
    await pool.end();
    const containers = await Promise.all(ids.map(async (id) => engine.listContainers({ labels: [`${RUN_LABEL}=${id}`] })));
    const networks = (await engine.listNetworks({ labels: {} })).filter(({ name }) => ids.some((id) => name.includes(id)));
    expect([...containers.flat(), ...networks].map(({ name }) => name)).to.deep.equal([]);
  });

  return { runsOf: async (file) => pool.runsOf(file) };
}

/** Returns what a reader of a failed test needs: the verdict as the terminal shows it. */
export function textOf({ result, analysis, error, leftovers }: ScenarioRun): string {
  const block = renderVerdict(result, analysis, { colour: false, columns: 120 });
  return [block, ...(error === undefined ? [] : [describeError(error)]), ...leftovers].join('\n');
}
