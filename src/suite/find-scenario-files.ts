import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';

const extensions = new Set(['.yaml', '.yml', '.json']);

/**
 * Returns the scenario files that the paths name, in order: a file is itself, a folder is every YAML and JSON file below it, by name
 * (but none below a folder called `images`).
 * @throws FaultlineError ERR_USAGE when a path does not exist or a folder holds no scenario
 */
export async function findScenarioFiles(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const found = await filesAt(path);
    if (found.length === 0)
      throw new FaultlineError('ERR_USAGE', `There is no scenario file in ${path}.`, {
        hint: 'Scenario files end in .yaml, .yml or .json.',
      });
    files.push(...found.filter((file) => !files.includes(file)));
  }
  return files;
}

async function filesAt(path: string): Promise<string[]> {
  try {
    return (await stat(path)).isDirectory() ? await filesBelow(path) : [path];
  } catch (error) {
    throw new FaultlineError('ERR_USAGE', `${path} cannot be read: ${describeError(error)}`, { hint: 'Check the path.', cause: error });
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const files: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'images' && entry.name !== 'node_modules') files.push(...(await filesBelow(path)));
    else if (entry.isFile() && extensions.has(extname(entry.name))) files.push(path);
  }
  return files;
}
