import type { Registries } from './registries.ts';

/** What a project adds to faultline. */
export type Config = Partial<Registries>;

/** Returns its argument, checked by the compiler. `faultline.config.ts` has it as its default export. */
export function defineConfig(config: Config): Config {
  return config;
}
