import { Option } from 'commander';
import { findConfig } from '../suite/find-config.ts';
import { readConfig } from '../suite/read-config.ts';
import { registries, type Registries } from '../suite/registries.ts';

const FLAG = '--config';

/** The commands that name faults, checks or reports. The others work whatever a configuration says: `cleanup` above all. */
const configured: ReadonlySet<string> = new Set(['run', 'attack', 'validate', 'plan', 'check', 'report', 'schema']);

/** Returns the option `--config`. Its value is read before the commands are made, because it decides what they offer. */
export function configOption(): Option {
  return new Option(
    `${FLAG} <file>`,
    'what a project adds to faultline (default: faultline.config.ts, .mts, .js or .mjs, if there is one here)',
  );
}

/**
 * Returns what the command line may name: faultline's own, and what the configuration adds.
 * @throws FaultlineError ERR_USAGE when the configuration cannot be used
 */
export async function configuredRegistries(argv: readonly string[], directory: string = process.cwd()): Promise<Registries> {
  const { words, config } = readWords(argv);
  if (!words.some((word) => configured.has(word))) return registries;
  const file = config ?? (await findConfig(directory));
  return file === undefined ? registries : readConfig(file);
}

/** What is left of `--config` is the command, and what follows it. After `--` there are no options. */
function readWords(argv: readonly string[]): { readonly words: readonly string[]; readonly config?: string } {
  const end = argv.indexOf('--');
  const options = end === -1 ? argv : argv.slice(0, end);
  const at = options.indexOf(FLAG);
  const joined = options.find((word) => word.startsWith(`${FLAG}=`));
  const config = at === -1 ? joined?.slice(FLAG.length + 1) : options[at + 1];
  const words = options.filter((word, index) => word !== joined && (at === -1 || (index !== at && index !== at + 1)));
  const command = words.find((word) => !word.startsWith('-'));
  return { words: command === 'help' ? words : command === undefined ? [] : [command], ...(config !== undefined && { config }) };
}
