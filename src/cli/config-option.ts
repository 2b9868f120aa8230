import { Option } from 'commander';
import type { KnownDefinitions } from '../suite/known-definitions.ts';
import type { Registries } from '../suite/registries.ts';

/** Returns the option `--config`. The commands that name faults, checks or reports read it. The others work whatever it says: `cleanup` above all. */
export function configOption(): Option {
  return new Option(
    '--config <file>',
    'what a project adds to faultline (default: faultline.config.ts, .mts, .js or .mjs, if there is one here)',
  );
}

/** What a command may name, read when it asks for it. */
export interface Configured {
  /** Faultline's own with what the configuration adds; undefined when there is none. */
  readonly added: () => Promise<Registries | undefined>;
  /** What scenarios may name. */
  readonly definitions: () => Promise<KnownDefinitions>;
  /** The same, and the reports. */
  readonly registries: () => Promise<Registries>;
}

/**
 * Returns faultline's own definitions, and what the configuration adds to them.
 * All of them throw FaultlineError ERR_USAGE when the configuration cannot be used.
 */
export function configured(config: string | undefined): Configured {
  const added = async (): Promise<Registries | undefined> => {
    const file = config ?? (await (await import('../suite/find-config.ts')).findConfig(process.cwd()));
    return file === undefined ? undefined : (await import('../suite/read-config.ts')).readConfig(file);
  };
  return {
    added,
    definitions: async () => (await added()) ?? (await import('../suite/known-definitions.ts')).knownDefinitions,
    registries: async () => (await added()) ?? (await import('../suite/registries.ts')).registries,
  };
}
