import { formatDuration } from './format-duration.ts';
import { formatRate } from './format-rate.ts';
import type { Plan, PlannedOccurrence, PlannedStep } from './plan.ts';
import { describeProbe } from './describe-probe.ts';
import { describeSubject } from './describe-subject.ts';
import type { FaultSpec, Scenario, TriggerSpec } from './scenario.ts';
import { percent, pickText } from './pick-text.ts';
import { printable } from './printable.ts';

/** Occurrences beyond these look like the others. */
const MOST_OCCURRENCES = 10;

type Row = readonly [when: string, what: string, whom: string, howLong: string];

/** Returns the plan as people read it: what is set up, a table of what happens when, what is expected. */
export function describePlan(plan: Plan): string {
  const { scenario, seed, repetition, steps } = plan;
  const repetitionText = scenario.repeat > 1 ? `, repetition ${repetition} of ${scenario.repeat}` : '';
  const sections = [
    [scenario.name, `seed ${seed}${repetitionText}, at most ${formatDuration(scenario.timeoutMs)} a run`],
    section('Subjects', entries(scenario.subjects, describeSubject)),
    section('Load', entries(scenario.load, describeLoad)),
    section(
      'Pressure',
      entries(scenario.pressure, ({ url, connections }) => `${url}, ${connections} connections, not measured`),
    ),
    section('Steady', scenario.steady ? [`for ${formatDuration(scenario.steady.forMs)}: ${kinds(scenario.steady.expect)}`] : []),
    section('Timeline', table([['when', 'what', 'whom', 'for'], ...steps.flatMap((step) => rowsOf(step))])),
    section('Recovery', scenario.recovery ? [`the steady state holds again within ${formatDuration(scenario.recovery.withinMs)}`] : []),
    section('Expected', scenario.expect.length > 0 ? [kinds(scenario.expect)] : []),
    section(
      'Aborted',
      scenario.abort ? [`${scenario.abort.verdict} when ${scenario.abort.when.map(({ text }) => text).join(', or ')}`] : [],
    ),
    section('Never', describeRadius(scenario)),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(printable).join('\n'))
    .join('\n\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function entries<T>(record: Readonly<Record<string, T>>, describe: (value: T) => string): string[] {
  return Object.entries(record).map(([name, value]) => `${name}: ${describe(value)}`);
}

function describeLoad(load: Scenario['load'][string]): string {
  const { streams, timeoutMs } = load;
  return `${describeProbe(load)}, ${formatRate(load)} on ${streams.join(' and ')} connections each, deadline ${formatDuration(timeoutMs)}`;
}

function describeRadius({
  blastRadius: { maxTargets, maxShare, maxDurationMs, lastHealthy, allow = [], deny },
  subjects,
}: Scenario): string[] {
  const limits = [
    ...(maxTargets === undefined ? [] : [`${maxTargets} containers`]),
    ...(maxShare === undefined ? [] : [`${percent(maxShare)} of a subject`]),
  ];
  const attaches = Object.values(subjects).some(({ kind }) => kind === 'attached' || kind === 'attached-service');
  return [
    ...(limits.length === 0 ? [] : [`more than ${limits.join(' or ')} by one fault`]),
    ...(maxDurationMs === undefined ? [] : [`a fault for longer than ${formatDuration(maxDurationMs)}`]),
    ...(attaches && lastHealthy !== true ? ['the last healthy replica of what is attached'] : []),
    ...allow.map((labels) => `what is attached without the label ${labels.join(' or ')}`),
    ...(deny === undefined ? [] : [`what has the label ${deny.join(' or ')}`]),
  ];
}

function kinds(expectations: Scenario['expect']): string {
  return expectations.map(({ kind }) => kind).join(', ');
}

function rowsOf(step: PlannedStep): Row[] {
  const { trigger, fault, label, occurrences } = step;
  const unnamed = fault === undefined ? 'wait' : `${fault.kind} ${fault.of ?? ''}`.trim();
  const named = label === unnamed ? '' : ` (${label})`;
  const what = `${fault?.kind ?? 'wait'}${named}`;
  const rows = occurrences.slice(0, MOST_OCCURRENCES).map((occurrence, index): Row => {
    return [whenText(trigger, occurrence, index), what, whomText(fault, occurrence), howLong(fault)];
  });
  const more = occurrences.length - rows.length;
  return more > 0 ? [...rows, [`… ${more} more`, '', '', '']] : rows;
}

function whenText(trigger: TriggerSpec, { offsetMs }: PlannedOccurrence, index: number): string {
  switch (trigger.kind) {
    case 'at':
      return `at ${formatDuration(trigger.atMs)}`;
    case 'after':
      return trigger.afterMs === 0 ? 'then' : `${formatDuration(trigger.afterMs)} later`;
    case 'every': {
      const start = trigger.atMs === undefined ? 'then' : `at ${formatDuration(trigger.atMs)}`;
      return index === 0 && offsetMs === 0 ? start : `${start} + ${formatDuration(Math.round(offsetMs))}`;
    }
    case 'when':
      return `when ${trigger.condition.kind} of ${trigger.condition.of} ${optionsText(trigger.condition.options)}(≤ ${formatDuration(trigger.withinMs)})`;
  }
}

function optionsText(options: unknown): string {
  if (typeof options !== 'object' || options === null) return '';
  const texts = Object.entries(options).flatMap(([key, value]) => (typeof value === 'string' ? [`${key} ${value}`] : []));
  return texts.length === 0 ? '' : `${texts.join(', ')} `;
}

function whomText(fault: FaultSpec | undefined, { expectedTargets }: PlannedOccurrence): string {
  if (fault?.of === undefined) return '';
  if (expectedTargets === undefined) return `${pickText(fault.pick)} of ${fault.of}`;
  return expectedTargets.length === 0 ? `nothing of ${fault.of} matches` : expectedTargets.join(' ');
}

function howLong(fault: FaultSpec | undefined): string {
  return fault?.forMs === undefined ? '' : `${formatDuration(fault.forMs)}, then undone`;
}

function table(rows: readonly Row[]): string[] {
  if (rows.length < 2) return [];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
