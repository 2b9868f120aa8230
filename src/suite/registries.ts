import { reporters } from '../report/registry.ts';
import type { Reporter } from '../report/reporter.ts';
import { knownDefinitions, type KnownDefinitions } from './known-definitions.ts';

/** Everything that scenarios and the command line may name. */
export interface Registries extends KnownDefinitions {
  readonly reporters: readonly Reporter[];
}

/** What comes with faultline. A configuration adds to it: see readConfig. */
export const registries: Registries = { ...knownDefinitions, reporters };
