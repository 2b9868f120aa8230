import type { Plan } from '../scenario/plan.ts';
import { planScenario } from '../scenario/plan-scenario.ts';
import type { AbortSpec, ExpectationSpec, TriggerSpec } from '../scenario/scenario.ts';
import type { ScenarioInput, StepInput } from '../suite/define-scenario.ts';
import type { ConditionInput, ExpectationInput } from '../suite/option-inputs.ts';
import { parseInput } from '../suite/parse-input.ts';
import type { Registries } from '../suite/registries.ts';
import { requireAllowedCommands } from '../suite/require-allowed-commands.ts';

type Section = 'containers' | 'services' | 'attach' | 'load' | 'pressure';

/** The scenario that a session writes while it goes on: whatever is added is read as if it stood in a scenario file. */
export class SessionPlan {
  readonly #seed: string;
  readonly #allowCommands: boolean;
  readonly #registries: Registries | undefined;
  #written: ScenarioInput;
  #plan: Plan;

  /** @throws FaultlineError ERR_SCENARIO_INVALID, as everything here */
  constructor(
    frame: Pick<ScenarioInput, 'name' | 'blast_radius' | 'timeout'>,
    {
      seed,
      allowCommands,
      registries,
    }: { readonly seed: string; readonly allowCommands: boolean; readonly registries?: Registries | undefined },
  ) {
    this.#seed = seed;
    this.#allowCommands = allowCommands;
    this.#registries = registries;
    this.#written = { ...frame, attach: {}, timeline: [], expect: [] };
    this.#plan = this.#read(this.#written);
  }

  /** The plan as it is so far. */
  get plan(): Plan {
    return this.#plan;
  }

  /** Adds a subject or a load. */
  add(section: Section, name: string, input: object): Plan {
    return this.#write({ ...this.#written, [section]: { ...this.#written[section], [name]: input } });
  }

  /** Returns a name that no subject and no load has. */
  freeName(wanted: string): string {
    const { subjects, load, pressure } = this.#plan.scenario;
    const taken = new Set([subjects, load, pressure].flatMap((part) => Object.keys(part)));
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? wanted : `${wanted}-${count}`;
      if (!taken.has(name)) return name;
    }
  }

  /** Adds a step. */
  addStep(step: StepInput): Plan {
    return this.#write({ ...this.#written, timeline: [...(this.#written.timeline ?? []), { after: '0s', ...step }] });
  }

  /** Adds an expectation, to be judged when the session ends. */
  addExpectation(expectation: ExpectationInput): void {
    this.#write({ ...this.#written, expect: [...(this.#written.expect ?? []), expectation] });
  }

  /** Returns what an expectation says, and adds nothing. */
  expectation(written: ExpectationInput): ExpectationSpec {
    const spec = this.#read({ ...this.#written, expect: [written] }).scenario.expect[0];
    if (spec === undefined) throw new RangeError('An expectation is missing.');
    return spec;
  }

  /** Returns what a condition says, and adds nothing. */
  condition(written: ConditionInput): Extract<TriggerSpec, { kind: 'when' }> {
    const trigger = this.#read({ ...this.#written, timeline: [{ when: written }] }).scenario.timeline[0]?.trigger;
    if (trigger?.kind !== 'when') throw new RangeError('A condition is missing.');
    return trigger;
  }

  /** Returns what abort conditions say, and adds nothing. */
  abort(written: NonNullable<ScenarioInput['abort']>): AbortSpec {
    const { abort } = this.#read({ ...this.#written, abort: written }).scenario;
    if (abort === undefined) throw new RangeError('The conditions are missing.');
    return abort;
  }

  #write(written: ScenarioInput): Plan {
    const plan = this.#read(written);
    requireAllowedCommands(new Map([[written.name, plan.scenario]]), this.#allowCommands);
    this.#written = written;
    this.#plan = plan;
    return plan;
  }

  #read(written: ScenarioInput): Plan {
    return planScenario(parseInput(written, undefined, this.#registries).scenario, this.#seed, 1);
  }
}
