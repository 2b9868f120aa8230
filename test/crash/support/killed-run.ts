import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandMark, type CrashScenario, type Lane } from './crash-scenarios.ts';
import { HarnessProcess, type HarnessOptions, type Phase } from './harness-process.ts';
import { inventoryDifference } from './inventory-difference.ts';

/** What is killed: faultline alone, its process group, or the process that makes its load. */
export type Victim = 'faultline' | 'group' | 'load';

export interface KillPlan {
  readonly run: number;
  readonly lane: Lane;
  readonly scenario: CrashScenario;
  readonly victim: Victim;
  /** In this phase, so far into it as a share of what the phase takes. */
  readonly phase: Phase;
  readonly share: number;
}

export interface KilledRun {
  readonly plan: KillPlan;
  /** The phase in which it really was when it died. */
  readonly phase: Phase;
  readonly killedAtMs: number;
  /** From the death to the inventory being what it was before; undefined: it never was. */
  readonly cleanMs?: number;
  readonly leaks: readonly string[];
  readonly report: string;
}

export interface KillContext {
  readonly harness: Omit<HarnessOptions, 'mark' | 'scenario'>;
  readonly directory: string;
  readonly stateDir: string;
  /** How long the phases of a scenario take when nobody is killed. */
  readonly durationMs: (scenario: CrashScenario['name'], phase: Phase) => number;
  readonly inventory: () => Promise<readonly string[]>;
  readonly before: readonly string[];
}

const CLEAN_WITHIN_MS = 60_000;
const LOOK_MS = 300;

/** Starts a run, kills it at its instant, and waits until nothing is left of it. */
export async function killRun(plan: KillPlan, context: KillContext): Promise<KilledRun> {
  const { lane, scenario, run } = plan;
  const out = join(context.harness.out, String(run));
  const harness = new HarnessProcess({
    ...context.harness,
    out,
    mark: `${run}.`,
    scenario: join(context.directory, `${scenario.name}-${lane.index}.yaml`),
  });
  const startMs = performance.now();
  await harness.until(plan.phase);
  await Promise.race([sleep(plan.share * context.durationMs(scenario.name, plan.phase)), harness.ended]);
  const phase = harness.phase;
  const killedAtMs = performance.now() - startMs;
  await kill(harness, plan);
  await harness.ended;
  const diedMs = performance.now();
  const runs = (await readdir(out).catch(() => [])).filter((name) => name !== 'latest');
  const marks = [...runs, lane.web, lane.stay, lane.service, `=${run}. `, `sleep ${commandMark(lane)}`, `/reapers/${harness.pid}-`];
  const own = (lines: readonly string[]) => lines.filter((line) => marks.some((mark) => line.includes(mark)));
  let leaks: string[];
  do {
    leaks = inventoryDifference(own(context.before), own(await context.inventory()));
    if (leaks.length === 0)
      return {
        plan,
        phase,
        killedAtMs,
        cleanMs: performance.now() - diedMs,
        leaks,
        report: await takeReport(context.stateDir, harness.pid),
      };
    await sleep(LOOK_MS);
  } while (performance.now() - diedMs < CLEAN_WITHIN_MS);
  return { plan, phase, killedAtMs, leaks, report: `${await takeReport(context.stateDir, harness.pid)}\n${harness.stderr.slice(-2000)}` };
}

async function kill(harness: HarnessProcess, { victim, run }: KillPlan): Promise<void> {
  if (harness.isOver) return;
  if (victim === 'group') process.kill(-harness.pid, 'SIGKILL');
  else if (victim === 'faultline') harness.process.kill('SIGKILL');
  // Without its load the run ends by itself, and undoes everything.
  else for (const pid of await loadProcesses(run)) process.kill(pid, 'SIGKILL');
}

async function loadProcesses(run: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [command, environment] = await Promise.all(
        ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      );
      return command?.includes('prober-process') === true && environment?.includes(`=${run}.\0`) === true ? [Number(pid)] : [];
    }),
  );
  return found.flat();
}

/** Returns what the reaper of a process says, and takes it away: it is a report, to be told at the next start. */
async function takeReport(stateDir: string, pid: number): Promise<string> {
  const directory = join(stateDir, 'reapers');
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.startsWith(`${pid}-`) && name.endsWith('.report'));
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
  for (const name of names) await rm(join(directory, name));
  return texts.join('');
}
