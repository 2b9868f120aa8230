import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../../src/engine/engine.ts';
import { SeededRandom } from '../../../src/scenario/seeded-random.ts';
import { connectEngine } from '../../../src/engine/connect-engine.ts';
import { engineDown } from '../../../src/engine/private/engine-down.ts';
import { engineUp } from '../../../src/engine/private/engine-up.ts';
import type { PrivateEngineState } from '../../../src/engine/private/private-engine-state.ts';
import { startBystanders } from './bystanders.ts';
import { crashScenarios, laneOf, type CrashScenario, type Lane } from './crash-scenarios.ts';
import { engineInventory } from './engine-inventory.ts';
import { HarnessProcess, PHASES, type Phase } from './harness-process.ts';
import { hostInventory } from './host-inventory.ts';
import { inventoryDifference } from './inventory-difference.ts';
import { killRun, type KillContext, type KilledRun, type KillPlan, type Victim } from './killed-run.ts';

export interface CampaignOptions {
  readonly runs: number;
  readonly lanes: number;
  readonly seed: string;
  readonly say: (line: string) => void;
}

export interface CampaignResult {
  readonly killed: readonly KilledRun[];
  /** Of the engine. */
  readonly version: string;
  /** What the whole inventory had more or less after a round than before the first one. */
  readonly leaks: readonly string[];
}

const ENGINE = 'crash';
const SETTLE_MS = 60_000;
const LOOK_MS = 500;

/**
 * Kills runs, several side by side on one private engine, and compares the whole inventory after each round with that before the first.
 * State directory, results and temporary files are the campaign's own.
 */
export async function crashCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'fl-crash-')));
  const previous = process.env['FAULTLINE_STATE_DIR'];
  process.env['FAULTLINE_STATE_DIR'] = join(directory, 'state');
  try {
    const up = await engineUp({ name: ENGINE, onProgress: options.say });
    const engine = await connectEngine({ endpoint: up.endpoint, hostAddress: up.hostAddress });
    const lanes = Array.from({ length: options.lanes }, (_, index) => laneOf(index + 1));
    for (const lane of lanes) await prepare(engine, lane, directory);
    await engine.close();
    return { version: up.version, ...(await campaign(options, lanes, directory, up)) };
  } finally {
    await engineDown(ENGINE, options.say);
    if (previous === undefined) delete process.env['FAULTLINE_STATE_DIR'];
    else process.env['FAULTLINE_STATE_DIR'] = previous;
    await rm(directory, { recursive: true, force: true });
  }
}

async function prepare(engine: Engine, lane: Lane, directory: string): Promise<void> {
  for (const image of ['faultline/webserver:v1', 'faultline/webserver:v2', 'faultline/exits'])
    await engine.ensureImage(image, () => undefined);
  await startBystanders(engine, lane, directory);
  for (const { name, text } of crashScenarios) await writeFile(join(directory, `${name}-${lane.index}.yaml`), text(lane));
}

async function campaign(
  options: CampaignOptions,
  lanes: readonly Lane[],
  directory: string,
  up: PrivateEngineState,
): Promise<Omit<CampaignResult, 'version'>> {
  const socket = up.endpoint.slice('unix://'.length);
  const places = { stateDir: join(directory, 'state'), out: join(directory, 'out'), temporary: join(directory, 'tmp') };
  for (const path of Object.values(places)) await mkdir(path, { recursive: true });
  const env = { FAULTLINE_STATE_DIR: places.stateDir, FAULTLINE_ENGINE: `private:${ENGINE}`, TMPDIR: places.temporary };
  const harness = { out: places.out, env };
  const inventory = async () => [...(await engineInventory(socket)), ...(await hostInventory({ ...places, namespaceOf: up.pid }))];
  const durations = await warmUp(harness, lanes, directory, options.say);
  let before = await steadyInventory(inventory);
  options.say(`inventory before: ${before.length} lines`);
  const context: Omit<KillContext, 'before'> = {
    harness,
    directory,
    stateDir: places.stateDir,
    durationMs: (name, phase) => durations.get(`${name} ${phase}`) ?? 500,
    inventory,
  };
  const plans = planKills(options, lanes);
  const killed: KilledRun[] = [];
  const leaks: string[] = [];
  for (let at = 0; at < plans.length; at += lanes.length) {
    const baseline = before;
    const round = await Promise.all(
      plans.slice(at, at + lanes.length).map(async (plan) => killRun(plan, { ...context, before: baseline })),
    );
    killed.push(...round);
    const left = await untilSame(before, inventory);
    leaks.push(...left);
    for (const run of round) options.say(line(run));
    for (const leak of left) options.say(`  LEAK after round ${at / lanes.length + 1}: ${leak}`);
    // What is left is told once.
    if (left.length > 0) before = await inventory();
  }
  return { killed, leaks };
}

/** Each scenario once in each lane, to its end: images are built, networks of the engine's own made, and the phases timed. */
async function warmUp(
  harness: KillContext['harness'],
  lanes: readonly Lane[],
  directory: string,
  say: (line: string) => void,
): Promise<Map<string, number>> {
  const durations = new Map<string, number>();
  for (const { name } of crashScenarios) {
    const runs = await Promise.all(
      lanes.map(async ({ index }) => {
        const run = new HarnessProcess({
          ...harness,
          out: join(harness.out, 'warm-up', String(index)),
          mark: 'warm-up.',
          scenario: join(directory, `${name}-${index}.yaml`),
        });
        await run.ended;
        if (run.phase !== 'ended' || !run.beganMs.has('chaos')) throw new Error(`the warm-up of ${name} failed:\n${run.stderr}`);
        return [...run.beganMs];
      }),
    );
    const [began = []] = runs;
    began.forEach(([phase, ms], index) => durations.set(`${name} ${phase}`, (began[index + 1]?.[1] ?? ms) - ms));
    say(`${name}: ${began.map(([phase, ms]) => `${phase} at ${Math.round(ms)} ms`).join(', ')}`);
  }
  return durations;
}

/** Phases, scenarios and victims come in turn, so that each meets each; the instant within the phase is drawn. */
function planKills({ runs, seed }: CampaignOptions, lanes: readonly Lane[]): KillPlan[] {
  const random = new SeededRandom(seed);
  const phases = PHASES.filter((phase) => phase !== 'ended');
  const at = <T>(list: readonly T[], index: number): T => list[index % list.length]!;
  return Array.from({ length: runs }, (_, index): KillPlan => {
    const scenario: CrashScenario = at(crashScenarios, index + Math.floor(index / lanes.length));
    const phase: Phase = at(phases, random.below(phases.length));
    const drawn = random.fraction();
    const loaded = phase === 'steady' || phase === 'chaos';
    const victim: Victim = drawn < 0.6 ? 'faultline' : drawn < 0.8 || !loaded ? 'group' : 'load';
    return { run: index + 1, lane: at(lanes, index), scenario, phase, share: random.fraction(), victim };
  });
}

/** Services settle for a moment after they are there. */
async function steadyInventory(inventory: () => Promise<string[]>): Promise<string[]> {
  for (let last = await inventory(); ;) {
    await sleep(3000);
    const now = await inventory();
    if (inventoryDifference(last, now).length === 0) return now;
    last = now;
  }
}

async function untilSame(before: readonly string[], inventory: () => Promise<string[]>): Promise<string[]> {
  const untilMs = performance.now() + SETTLE_MS;
  for (;;) {
    const leaks = inventoryDifference(before, await inventory());
    if (leaks.length === 0 || performance.now() > untilMs) return leaks;
    await sleep(LOOK_MS);
  }
}

function line({ plan, phase, killedAtMs, cleanMs, leaks, report }: KilledRun): string {
  const clean =
    cleanMs === undefined ? `NOT CLEAN:\n    ${leaks.join('\n    ')}\n${report}` : `clean after ${(cleanMs / 1000).toFixed(1)} s`;
  return `${plan.run}  ${plan.scenario.name}, ${plan.victim} in ${phase} (${Math.round(killedAtMs)} ms): ${clean}`;
}
