import { expect } from 'chai';
import type { Engine } from '../../../../src/engine/engine.ts';
import { runScenarioFile } from '../../../../src/suite/run-scenario-file.ts';
import type { RunOptions, ScenarioRun } from '../../../../src/suite/scenario-run.ts';
import { Containers } from '../../../support/containers.ts';
import { engineForTests } from '../../../support/engine-for-tests.ts';
import { Workplace } from '../../../support/workplace.ts';
import { labelled } from './runs.ts';

/** What a test has for its runs: the engine, a folder and containers of its own. */
export class RunPlace {
  #engine: Engine | undefined;
  #place: Workplace | undefined;
  #containers: Containers | undefined;
  #runs = 0;

  /** Adds to the suite that calls this what makes a place before each test; after it, nothing of a run may be left on the engine. */
  constructor() {
    before(async () => {
      this.#engine = await engineForTests();
    });
    beforeEach(async () => {
      this.#place = await Workplace.make();
      this.#containers = new Containers(this.engine);
    });
    afterEach(async () => {
      await this.#containers?.removeAll();
      await this.#place?.remove();
      expect(await labelled(this.engine)).to.deep.equal([]);
    });
  }

  get engine(): Engine {
    return there(this.#engine);
  }

  get place(): Workplace {
    return there(this.#place);
  }

  /** Containers that are there before a run, and that are not its own. */
  get containers(): Containers {
    return there(this.#containers);
  }

  /** Runs an inline scenario once; several may run at the same time. */
  async run(text: string, options: Partial<RunOptions> = {}): Promise<ScenarioRun> {
    this.#runs += 1;
    const path = await this.place.scenario(text, `scenario-${this.#runs}.yaml`);
    const [run] = await runScenarioFile(path, { engine: this.engine, out: this.place.out, ...options });
    if (run === undefined) throw new Error('nothing was run');
    return run;
  }
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('only tests and hooks that come after have it');
  return value;
}
