import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../src/engine/engine.ts';
import { runScenarioFile } from '../../src/suite/run-scenario-file.ts';
import type { ScenarioRun } from '../../src/suite/scenario-run.ts';

/** Where the runs' histories and reports are kept, to look into a test that failed. */
const KEEP = process.env['FAULTLINE_TEST_OUT'];

const ATTEMPTS = 3;

/** How many scenarios run side by side, and of these how many at most that measure a load, or have services. */
export interface PoolLimits {
  readonly jobs: number;
  /** Two that measure would take each other's processor time, and call their own measurements inconclusive. */
  readonly measuring: number;
  /** Services start several containers at once, and again for each that is replaced: more of them only wait for each other. */
  readonly heavy: number;
}

interface Waiting {
  readonly file: string;
  readonly measures: boolean;
  readonly heavy: boolean;
  readonly settle: PromiseWithResolvers<readonly ScenarioRun[]>;
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T | Promise<T>) => void;
}

/** Runs scenario files through the suite, a few at a time, while tests wait for one after the other. */
export class ScenarioPool {
  readonly #engine: Engine;
  readonly #out: string;
  readonly #abort = new AbortController();
  readonly #results = new Map<string, Promise<readonly ScenarioRun[]>>();
  readonly #waiting: Waiting[] = [];
  readonly #limits: PoolLimits;
  readonly #workers: Promise<void>[];
  readonly #running = new Set<Promise<unknown>>();
  /** While something runs alone nothing else is begun. */
  #alone: Promise<unknown> = Promise.resolve();
  #measuring = 0;
  #heavy = 0;

  private constructor(engine: Engine, out: string, files: readonly string[], limits: PoolLimits) {
    this.#engine = engine;
    this.#out = out;
    this.#limits = limits;
    for (const file of files) {
      const settle = withResolvers<readonly ScenarioRun[]>();
      const text = readFileSync(file, 'utf8');
      this.#waiting.push({ file, measures: /^load:/m.test(text), heavy: /^services:/m.test(text), settle });
      this.#results.set(file, settle.promise);
      // A test that is not run does not look at its result.
      settle.promise.catch(() => undefined);
    }
    // What takes long is begun first.
    this.#waiting.sort((a, b) => Number(b.heavy) - Number(a.heavy));
    this.#workers = Array.from({ length: limits.jobs }, async () => this.#work());
  }

  static async start(engine: Engine, files: readonly string[], limits: PoolLimits): Promise<ScenarioPool> {
    return new ScenarioPool(engine, KEEP ?? (await mkdtemp(join(tmpdir(), 'faultline-scenarios-'))), files, limits);
  }

  /** Resolves with the file's runs; a file that nobody has begun yet comes next. */
  async runsOf(file: string): Promise<readonly ScenarioRun[]> {
    const index = this.#waiting.findIndex((one) => one.file === file);
    if (index > 0) this.#waiting.unshift(...this.#waiting.splice(index, 1));
    const result = this.#results.get(file);
    if (result === undefined) throw new Error(`${file} is not one of the pool's files`);
    return result;
  }

  /** Resolves with runs of the file made anew, with nothing beside them: what failed only because others took the processors holds then. */
  async runsAlone(file: string): Promise<readonly ScenarioRun[]> {
    const { promise, resolve } = withResolvers<undefined>();
    this.#alone = promise;
    try {
      // One more may have been begun in the same moment.
      while (this.#running.size > 0) await Promise.allSettled(this.#running);
      return await this.#conclusive(file);
    } finally {
      resolve(undefined);
    }
  }

  /** Returns the ids of all runs that the pool has begun. */
  async runIds(): Promise<readonly string[]> {
    return (await readdir(this.#out)).filter((entry) => entry !== 'latest');
  }

  /** Interrupts what still runs, and waits for it. */
  async stop(): Promise<void> {
    this.#waiting.length = 0;
    this.#abort.abort();
    await Promise.all(this.#workers);
  }

  /** Stops, and removes the results unless they are to be kept. */
  async end(): Promise<void> {
    await this.stop();
    if (KEEP === undefined) await rm(this.#out, { recursive: true, force: true });
  }

  async #work(): Promise<void> {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      this.#measuring += Number(next.measures);
      this.#heavy += Number(next.heavy);
      const run = this.#conclusive(next.file);
      this.#running.add(run);
      next.settle.resolve(run);
      await run.catch(() => undefined);
      this.#running.delete(run);
      this.#measuring -= Number(next.measures);
      this.#heavy -= Number(next.heavy);
      await this.#alone;
    }
  }

  /** A run that could not tell, because the machine was too busy to measure on, says so: then it is asked again, as a user would. */
  async #conclusive(file: string): Promise<readonly ScenarioRun[]> {
    for (let attempt = 1; ; attempt += 1) {
      const runs = await runScenarioFile(file, {
        engine: this.#engine,
        out: this.#out,
        allowCommands: true,
        signal: this.#abort.signal,
      });
      const told = runs.every(({ result }) => result.verdict !== 'inconclusive');
      if (told || attempt === ATTEMPTS || this.#abort.signal.aborted) return runs;
    }
  }

  /** A worker that finds only such as must wait for another to end ends itself: that other one takes them. */
  #next(): Waiting | undefined {
    const { measuring, heavy } = this.#limits;
    const index = this.#waiting.findIndex((one) => !(one.measures && this.#measuring >= measuring) && !(one.heavy && this.#heavy >= heavy));
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: PromiseWithResolvers<T>['resolve'] = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
