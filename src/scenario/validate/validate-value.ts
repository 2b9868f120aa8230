import type { Definitions } from '../definition.ts';
import { scenarioGrammar } from '../grammar/scenario-grammar.ts';
import { quoteValue } from '../options/issue-text.ts';
import type { Scenario, SourcePosition } from '../scenario.ts';
import type { Path } from '../source/source.ts';
import { checkDurations } from './check-durations.ts';
import { checkFrame } from './check-frame.ts';
import { checkProbes, commandWarnings } from './check-probes.ts';
import { checkRoutes } from './check-routes.ts';
import { checkHosts, checkPublished } from './check-urls.ts';
import { isRecord, type Issue } from './issue.ts';
import { knownNames } from './known-names.ts';
import { readAbort } from './read-abort.ts';
import { readExpectations } from './read-expectations.ts';
import { readProbes } from './read-probes.ts';
import { readTimeline } from './read-timeline.ts';
import { Reading } from './reading.ts';
import { toScenario } from './to-scenario.ts';
import type { Surroundings } from './to-subject.ts';

export interface Validation {
  /** Present when there is no issue. */
  readonly scenario?: Scenario;
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
}

export interface ValidationContext extends Surroundings {
  readonly definitions: Definitions;
  readonly positionOf: (path: Path) => SourcePosition;
}

/** Returns the scenario of a file's value, or everything that is wrong with it. */
export function validateValue(value: unknown, context: ValidationContext): Validation {
  const root = withoutExtensions(value);
  if (!isRecord(root)) {
    const message = `a scenario is a mapping, and this is ${Array.isArray(value) ? 'a list' : quoteValue(value)}`;
    return { issues: [{ path: [], at: 'value', message, fix: 'begin with `name: …`' }], warnings: [] };
  }
  const { definitions, positionOf } = context;
  const grammar = scenarioGrammar(definitions);
  const names = knownNames(root);
  const reading = new Reading({ root, definitions, names, positionOf, json: grammar.json });
  const file = reading.parse(grammar.schema, root, []);
  reading.add(...checkFrame(root));
  const steps = readTimeline(reading);
  const abort = readAbort(reading);
  const steadyExpect = readExpectations(reading, ['steady', 'expect']);
  const expect = readExpectations(reading, ['expect']);
  const probes = readProbes(reading);
  if (file)
    reading.add(
      ...checkPublished(file),
      ...checkDurations(steps, file.blast_radius.max_duration),
      ...checkRoutes(file),
      ...checkProbes(root, file, context.baseDir),
    );
  const warnings = [...checkHosts(root, names), ...(file && reading.issues.length === 0 ? commandWarnings(file) : [])];
  if (!file || reading.issues.length > 0) return { issues: reading.issues, warnings };
  const stepPositions = file.timeline.map((_, index) => positionOf(['timeline', index]));
  return {
    scenario: toScenario(file, { steps, expect, steadyExpect, abort, probes, stepPositions, positionOf }, context),
    issues: [],
    warnings,
  };
}

/** Compose ignores keys that begin with `x-`: files keep their anchors there. */
function withoutExtensions(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const root = Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('x-') && key !== '$schema'));
  const sections = ['containers', 'services'].filter((section) => isRecord(root[section]));
  return { ...root, ...Object.fromEntries(sections.map((section) => [section, withoutMembersExtensions(root[section])])) };
}

function withoutMembersExtensions(section: unknown): unknown {
  if (!isRecord(section)) return section;
  const members = Object.entries(section).map(([name, member]) => {
    if (!isRecord(member)) return [name, member];
    return [name, Object.fromEntries(Object.entries(member).filter(([key]) => !key.startsWith('x-')))];
  });
  return Object.fromEntries(members) as unknown;
}
