import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../scenarios');

/** Which folders are tested together, by one process each. */
export const groups = {
  containers: ['signals', 'exit-codes', 'filesystem', 'restart', 'health', 'availability'],
  services: ['swarm'],
  rollouts: ['rollout', 'patterns'],
  failing: ['meant-to-fail'],
} as const;

/** `npm test` at a desk runs those with the tag `smoke`: something of everything. */
const tag = process.env['FAULTLINE_TEST_TAG'];

/** Returns those of a group's scenario files that are to be run. */
export function chosenFiles(group: keyof typeof groups): readonly string[] {
  return scenarioFiles(group).filter((file) => tag === undefined || tagsOf(file).includes(tag));
}

/** Returns the tags of a scenario file. */
export function tagsOf(file: string): readonly string[] {
  return /^tags: \[(.+)\]$/m.exec(readFileSync(file, 'utf8'))?.[1]?.split(', ') ?? [];
}

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
