import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { aftermathLines } from '../../attack/aftermath.ts';
import { doneScenario } from '../../attack/done-scenario.ts';
import { planAttack, refusalError, type Attack, type AttackRequest } from '../../attack/plan-attack.ts';
import { previewLines } from '../../attack/preview.ts';
import { scenarioText } from '../../attack/scenario-text.ts';
import { chooseEngine } from '../../engine/choose-engine.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';
import { parseScenarioObject } from '../../scenario/parse-scenario.ts';
import { planScenario } from '../../scenario/plan-scenario.ts';
import type { WrittenScenario } from '../../scenario/written-scenario.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { isUsual } from '../../report/registry.ts';
import { tellLeftovers } from '../../run/reaper/leftovers.ts';
import { stateDir } from '../../run/state-dir.ts';
import { executePlan } from '../../suite/execute-plan.ts';
import { exitCodeOfSuite } from '../../suite/exit-code.ts';
import type { Registries } from '../../suite/registries.ts';
import type { ScenarioRun } from '../../suite/scenario-run.ts';
import { suiteResultOf } from '../../suite/suite-result-of.ts';
import { onInterruption } from '../interruption.ts';
import { RunDisplay } from '../run-display.ts';
import type { AttackFlags } from './attack-flags.ts';
import { canAsk, confirm } from './confirm.ts';
import { requireFree, save } from './save-scenario.ts';
import { jsonText } from '../../report/json-text.ts';
import { visible } from '../../report/visible.ts';
import { writeReportFile } from '../../report/write-reports.ts';

/** In a run's directory: what repeats it. */
const IN_RUN = 'scenario.yaml';

/** Plans an attack, shows it, asks, does it, and tells what came of it. */
export async function runAttack(request: AttackRequest, flags: AttackFlags, registries: Registries): Promise<void> {
  await requireFree(flags);
  const formats = registries.reporters.filter(isUsual);
  const display = new RunDisplay({ json: flags.json, quiet: flags.quiet, jobs: 1, files: 1, formats });
  for (const line of await tellLeftovers(stateDir())) display.say(visible(line));
  const engine = await chooseEngine(flags.engine, (line) => display.say(line));
  try {
    const planned = await planAttack(engine, request);
    const { seed, observeMs } = request.words;
    const lines = previewLines(planned, { engine: engine.facts.endpoint, seed, observeMs });
    if (flags.dryRun) {
      await dryRun(planned, lines, flags, registries);
      return;
    }
    // Whoever is asked sees what for, however quiet it shall be.
    if (!flags.yes) process.stderr.write(`${lines.join('\n')}\n`);
    else for (const line of lines) display.say(line);
    const attack = await agreed(planned, flags);
    const signal = onInterruption((line) => display.say(line));
    const plan = planScenario(read(attack.scenario, registries), seed, 1);
    const sha256 = createHash('sha256').update(JSON.stringify(attack.scenario)).digest('hex');
    const run = await executePlan(
      plan,
      { file: { inRun: IN_RUN }, sha256 },
      { engine, registries, formats, out: flags.out, signal, ...display.watch('attack') },
    );
    await keep(attack, run, flags);
    const outcome = { file: 'attack', runs: [run] };
    display.fileEnded(outcome);
    const became = aftermathLines(run.analysis);
    if (!flags.json && became.length > 0) process.stdout.write(`\n${became.map(visible).join('\n')}\n`);
    display.end([outcome], suiteResultOf([outcome]));
    process.exitCode = exitCodeOfSuite([outcome], signal.aborted);
  } finally {
    await engine.close();
  }
}

async function dryRun({ scenario, refusals }: Attack, lines: readonly string[], flags: AttackFlags, registries: Registries): Promise<void> {
  read(scenario, registries);
  const document = { schema: 1, scenario, refusals };
  process.stdout.write(flags.json ? `${jsonText(document)}\n` : `${lines.join('\n')}\n`);
  if (refusals.length > 0) throw refusalError(refusals);
  await save(flags, scenarioText(scenario, ['What an attack would do. Nothing was done yet.'], { secrets: 'left-out' }));
}

/**
 * Returns the attack once it has been agreed to. Whoever is asked has been told which is the last healthy replica, so that a yes means it too.
 * @throws FaultlineError ERR_BLAST_RADIUS, and what confirm throws
 */
async function agreed(attack: Attack, { yes }: AttackFlags): Promise<Attack> {
  const { refusals, scenario } = attack;
  const onlyLastHealthy = refusals.every(({ rule }) => rule === 'last_healthy');
  if (refusals.length > 0 && (yes || !onlyLastHealthy || !canAsk())) throw refusalError(refusals);
  if (yes) return attack;
  await confirm(refusals.length > 0 ? 'Do it although nothing healthy may be left?' : 'Do it?');
  if (refusals.length === 0) return attack;
  return { ...attack, scenario: { ...scenario, blast_radius: { ...scenario.blast_radius, last_healthy: true } } };
}

function read(written: WrittenScenario, definitions: Registries): Scenario {
  const { scenario, problems } = parseScenarioObject(written, {
    file: 'attack',
    definitions,
    baseDir: process.cwd(),
    sha256: '',
  });
  if (scenario !== undefined) return scenario;
  const lines = problems.map(({ message }) => message);
  const fixes = problems.flatMap(({ fix }) => (fix === undefined ? [] : [`${fix.charAt(0).toUpperCase()}${fix.slice(1)}.`]));
  throw new FaultlineError('ERR_USAGE', lines.join('\n  '), { hint: [...new Set(fixes)].join(' ') });
}

async function keep(attack: Attack, { analysis, directory }: ScenarioRun, flags: AttackFlags): Promise<void> {
  const { scenario, missed } = doneScenario(attack.scenario, analysis.events);
  const comments = [
    `What an attack did at ${analysis.startedAt}: the same targets, at the same times. Run it again with \`faultline run\`.`,
    ...missed.map((what) => `Did not happen: ${what}`),
  ];
  const text = scenarioText(scenario, comments, { secrets: 'left-out' });
  await writeReportFile(join(directory, IN_RUN), text);
  await save(flags, text);
}
