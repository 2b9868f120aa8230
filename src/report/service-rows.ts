import type { Analysis } from '../analysis/analysis.ts';
import { count } from './format.ts';
import { rolloutLane, rolloutSymbols, slotLanes, versionLane } from './service-lanes.ts';
import type { TimeSlots } from './time-slots.ts';
import { versionLegend } from './version-keys.ts';

const maxSlots = 12;

interface Row {
  readonly label: string;
  readonly cells: readonly string[];
}

export interface ServiceRows {
  readonly rows: readonly Row[];
  /** Those of the rows that show slots, drawn as containers are. */
  readonly slots: readonly Row[];
  readonly legend: readonly string[];
}

/** Returns the labels that the rows of services may have, to make room for them. */
export function serviceLabels({ subjects }: Pick<Analysis, 'subjects'>): string[] {
  return Object.entries(subjects).flatMap(([name, { service }]) =>
    service === undefined ? [] : [rolloutLabel(name), versionLabel(name), ...service.tasks.map(({ task }) => task)],
  );
}

/** Returns the rows of every service: its rollouts, the versions of its running tasks, and its slots. */
export function serviceRows({ subjects, events }: Pick<Analysis, 'subjects' | 'events'>, slots: TimeSlots): ServiceRows {
  const rows: Row[] = [];
  const slotRows: Row[] = [];
  const legend: string[] = [];
  for (const [name, { service, containers }] of Object.entries(subjects)) {
    if (service === undefined) continue;
    const rollouts = rolloutLane(service.rollouts, slots);
    if (rollouts !== undefined) {
      rows.push({ label: rolloutLabel(name), cells: rollouts });
      const words = [`${rolloutSymbols.update} update`, `${rolloutSymbols.rollback} rollback`, `${rolloutSymbols.paused} paused`];
      legend.push(`${rolloutLabel(name)}: ${words.filter((word) => rollouts.includes(word.charAt(0))).join(', ')}`);
    }
    const versions = versionLane(service, slots);
    if (versions !== undefined) {
      rows.push({ label: versionLabel(name), cells: versions.cells });
      legend.push(versionLegend(versionLabel(name), versions));
    }
    const lanes = slotLanes(service, containers, events, slots);
    slotRows.push(...lanes.slice(0, maxSlots));
    rows.push(...lanes.slice(0, maxSlots));
    if (lanes.length > maxSlots) legend.push(`… and ${count(lanes.length - maxSlots, `more slot`)} of ${name}`);
  }
  return { rows, slots: slotRows, legend };
}

function rolloutLabel(name: string): string {
  return `${name} rollout`;
}

function versionLabel(name: string): string {
  return `${name} versions`;
}
