import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { planScenario } from '../../src/scenario/plan-scenario.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { exitCodes } from '../../src/suite/exit-code.ts';
import { registries } from '../../src/suite/registries.ts';
import { askedForMs } from './asked-for-ms.ts';
import { dist } from './built.ts';
import type { Measured } from './figure.ts';
import type { Job } from './job.ts';
import { say } from './say.ts';

/** None of them waits for a condition: how long they are to take is known. */
const FILES = ['pause', 'stop-one-of-two', 'a-stop-while-traffic-grows'].map((name) =>
  join(import.meta.dirname, `../../scenarios/availability/${name}.yaml`),
);

/** Measures the wall time of `faultline run` with a few scenarios against the time that these ask for. */
export async function suiteOverhead({ quick, engine, directory }: Job): Promise<Measured> {
  const asked = await Promise.all(FILES.map(askedOf));
  const askedMs = asked.reduce((sum, ms) => sum + ms, 0);
  const args = [join(dist, 'cli/main.js'), 'run', '--engine', `private:${engine?.name ?? ''}`, '--out', directory, '--quiet', ...FILES];
  say('  once before, for the images');
  await run([...args.slice(0, -FILES.length), FILES[0] ?? '']);
  const wallMs: number[] = [];
  const notes = new Set<string>();
  for (let repetition = 0; repetition < (quick ? 2 : 4); repetition += 1) {
    const { ms, code } = await run(args);
    wallMs.push(ms);
    say(`  ${FILES.length} scenarios in ${(ms / 1000).toFixed(1)} s; they ask for ${(askedMs / 1000).toFixed(1)} s`);
    if (code !== exitCodes.passed)
      notes.add(`suite: not all scenarios passed (exit code ${code}): this machine was busy, or something is broken.`);
  }
  const perScenario = (ms: number): number[] => [(ms - askedMs) / FILES.length];
  return {
    figures: [
      {
        what: `wall time of ${FILES.length} scenarios, one after the other`,
        unit: 'ms',
        statistic: 'median',
        repetitions: wallMs.map((ms) => [ms]),
        peer: { name: 'what they ask for', repetitions: [[askedMs]] },
      },
      { what: 'what a scenario takes besides', unit: 'ms', statistic: 'median', repetitions: wallMs.map(perScenario) },
    ],
    notes: [...notes],
  };
}

async function askedOf(file: string): Promise<number> {
  const { scenario } = await readScenario(file, registries);
  return askedForMs(planScenario(scenario, '1', 1));
}

/** Returns how long a command took, and its exit code. @throws Error when it was refused */
async function run(args: readonly string[]): Promise<{ readonly ms: number; readonly code: number }> {
  const fromMs = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  await once(child, 'close');
  const code = child.exitCode ?? exitCodes.interrupted;
  if (code === exitCodes.usage || code === exitCodes.unavailable || code === exitCodes.interrupted) throw new Error(stderr);
  return { ms: performance.now() - fromMs, code };
}
