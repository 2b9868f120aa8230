import { createRequire } from 'node:module';
import { chooseEngine } from '../engine/choose-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { describeScenario } from './describe-scenario.ts';

type Extensions = Record<string, (module: unknown, file: string) => void>;

/** Mocha loads a file by `require`, or by `import` and then, because of its unknown extension, by `require`. */
const { extensions } = createRequire(import.meta.url) as unknown as { extensions: Extensions };
for (const extension of ['.yaml', '.yml']) extensions[extension] = (_module, file) => describeScenario(file, engineOfProcess);

let engine: Promise<Engine> | undefined;

/** One for all scenarios of this process: that of FAULTLINE_ENGINE, or the one that Docker's own settings name. */
async function engineOfProcess(): Promise<Engine> {
  engine ??= chooseEngine(undefined, (line) => void process.stderr.write(`${line}\n`));
  return engine;
}

/** Hooks for `mocha --require faultline/mocha`: the engine that the scenarios shared is let go at the end. */
export const mochaHooks = {
  /** Every run has removed its own by now; what a killed one left is its reaper's to remove. */
  async afterAll(): Promise<void> {
    const connected = engine;
    engine = undefined;
    await (await connected?.catch(() => undefined))?.close();
  },
};
