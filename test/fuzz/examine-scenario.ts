import { writeFile } from 'node:fs/promises';
import { FaultlineError } from '../../src/errors/faultline-error.ts';
import { describePlan } from '../../src/scenario/describe-plan.ts';
import { planScenario } from '../../src/scenario/plan-scenario.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { serialisePlan } from '../../src/scenario/serialise-plan.ts';
import { registries } from '../../src/suite/registries.ts';
import { hidden, timed, type Outcome } from './outcome.ts';

/** Returns what the reader makes of a scenario file, and of its plan when it is one. Never throws. */
export async function examineScenario(path: string, bytes: Buffer): Promise<Outcome> {
  await writeFile(path, bytes);
  return timed(async () => {
    try {
      const { scenario } = await readScenario(path, registries);
      return { accepted: true, problems: 0, wrong: planned(scenario) };
    } catch (error) {
      return { accepted: false, ...refused(error, path, bytes) };
    }
  });
}

function planned(scenario: Scenario): string | undefined {
  try {
    for (const repetition of new Set([1, scenario.repeat])) {
      const plan = planScenario(scenario, scenario.seed ?? 'fuzz', repetition);
      if (hidden.test(describePlan(plan))) return 'the plan moves the cursor';
      JSON.parse(serialisePlan(plan));
    }
    return undefined;
  } catch (error) {
    return `the plan throws: ${String(error)}`;
  }
}

interface Refusal {
  readonly problems: number;
  readonly wrong: string | undefined;
}

function refused(error: unknown, path: string, bytes: Buffer): Refusal {
  if (!(error instanceof FaultlineError)) return { problems: 0, wrong: `not a FaultlineError: ${String(error)}` };
  const { code, message, hint } = error;
  const places = [...message.matchAll(/^(?<file>\S+?):(?<line>\d+):(?<column>\d+) {2}(?<text>\S.*)$/gm)].filter(
    ({ groups }) => groups?.['file'] === path,
  );
  return { problems: places.length, wrong: wrongWith({ code, message, hint, places, bytes }) };
}

interface Told {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
  readonly places: readonly RegExpExecArray[];
  readonly bytes: Buffer;
}

function wrongWith({ code, message, hint, places, bytes }: Told): string | undefined {
  const lines = bytes.toString('utf8').split(/\r?\n/);
  const promised = / has (?:a problem|(\d+) problems):\n/.exec(message);
  if (code !== 'ERR_SCENARIO_INVALID') return `the code is ${code}`;
  if (hint === undefined || hint === '') return 'there is no hint';
  if (promised === null || places.length !== Number(promised[1] ?? 1)) return `${promised?.[0] ?? 'no count'} but ${places.length} places`;
  if (places.length === 0) return 'there is no place';
  if (hidden.test(message)) return 'the message moves the cursor';
  if (/^\s+at .+:\d+:\d+\)?$/m.test(message) || message.includes('node:internal')) return 'there is a stack trace';
  if (
    /\[object |(?<![`\w])undefined(?![`\w])|\bzod\b/i.test(
      places
        .map(({ groups }) => groups?.['text'])
        .join('\n')
        .replace(/`[^`]*`/g, ''),
    )
  )
    return 'the words are not for people';
  for (const { groups } of places) {
    const [line, column] = [Number(groups?.['line']), Number(groups?.['column'])];
    const length = lines[line - 1]?.length;
    if (length === undefined || line < 1) return `line ${line} of ${lines.length}`;
    if (column < 1 || column > length + 1) return `column ${column} of ${length}`;
  }
  return undefined;
}
