import type { Command } from 'commander';
import { nonEmpty } from './non-empty.ts';
import { describePlan } from '../scenario/describe-plan.ts';
import type { Plan } from '../scenario/plan.ts';
import { drawSeed } from '../scenario/draw-seed.ts';
import { planScenario } from '../scenario/plan-scenario.ts';
import { readScenario } from '../scenario/read-scenario.ts';
import { serialisePlan } from '../scenario/serialise-plan.ts';
import { findScenarioFiles } from '../suite/find-scenario-files.ts';
import { plannedRefusals } from '../targets/planned-refusals.ts';
import type { KnownDefinitions } from '../suite/known-definitions.ts';

interface PlanOptions {
  readonly seed?: string;
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  faultline plan my.yaml                  what would happen, with a seed of its own or a drawn one
  faultline plan my.yaml --seed 42        the choices of seed 42; \`run --seed 42\` makes the same ones
  faultline plan my.yaml --seed 42 --json the same bytes every time

No engine is asked. Values of environment variables and headers are left out.`;

/** Gives `faultline plan` its options and what it does. */
export function equipPlan(command: Command, definitions: KnownDefinitions): void {
  command
    .argument('<path...>', 'scenario files, or folders of them')
    .option('--seed <seed>', "use this seed instead of the scenario's own or a drawn one", nonEmpty)
    .option('--json', 'print the plan as JSON: one document, or a list of them when there are several', false)
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: PlanOptions) => {
      const plans: string[] = [];
      for (const file of await findScenarioFiles(paths)) plans.push(...(await plansOf(file, options, definitions)));
      console.log(options.json ? jsonOf(plans) : plans.join('\n\n\n'));
    });
}

async function plansOf(file: string, { seed, json }: PlanOptions, definitions: KnownDefinitions): Promise<string[]> {
  const { scenario } = await readScenario(file, definitions);
  const used = seed ?? scenario.seed ?? drawSeed();
  return Array.from({ length: scenario.repeat }, (_, index) => {
    const plan = planScenario(scenario, used, index + 1);
    return json ? serialisePlan(plan) : [describePlan(plan), ...refusedText(plan)].join('\n\n');
  });
}

/** What the guard rails will refuse, as far as that can be told without an engine. */
function refusedText(plan: Plan): string[] {
  const lines = plannedRefusals(plan).map(({ step, label, rule, why }) => `  step ${step} "${label}" by ${rule}: ${why}`);
  return lines.length === 0 ? [] : [['Refused', ...lines].join('\n')];
}

function jsonOf(plans: readonly string[]): string {
  const [only] = plans;
  return plans.length === 1 && only !== undefined ? only : `[\n${plans.join(',\n')}\n]`;
}
