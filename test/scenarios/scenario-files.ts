import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../scenarios');

/** Which folders are tested together, by one process each. */
export const groups = {
  containers: ['signals', 'exit-codes', 'filesystem', 'restart', 'health', 'availability'],
  services: ['swarm'],
  rollouts: ['rollout', 'patterns'],
  failing: ['meant-to-fail'],
} as const;

/** Returns the absolute paths of a group's scenario files. */
export function scenarioFiles(group: keyof typeof groups): readonly string[] {
  return groups[group].flatMap((folder) => filesBelow(folder)).map((file) => join(root, file));
}

/** Returns the folders that hold scenarios, whether or not a group has them. */
export function scenarioFolders(): readonly string[] {
  return [...new Set(filesBelow('.').map((file) => file.split('/')[0] ?? ''))];
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => join(folder, file))
    .toSorted();
}
