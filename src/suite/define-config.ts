import type { Probe } from '../load/probe.ts';
import type { Registries } from './registries.ts';

/** What a project adds to faultline. */
export interface Config extends Partial<Omit<Registries, 'probes'>> {
  readonly probes?: readonly Probe[];
}

/** Returns its argument, checked by the compiler. `faultline.config.ts` has it as its default export. */
export function defineConfig(config: Config): Config {
  return config;
}
