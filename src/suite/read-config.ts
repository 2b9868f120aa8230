import { resolve } from 'node:path';
import { FaultlineError } from '../errors/faultline-error.ts';
import { loadModule } from '../scenario/load-module.ts';
import { configSchema } from './config-schema.ts';
import { guardedCheck } from './guarded-check.ts';
import { guardedFault } from './guarded-fault.ts';
import { guardedReporter } from './guarded-reporter.ts';
import { nameProblems } from './name-problems.ts';
import { registries, type Registries } from './registries.ts';

/**
 * Returns faultline's own faults, checks, triggers and reports, and those that a configuration file adds: YAML, command line, JSON Schema, guard
 * rails and the undo log treat both alike.
 * @throws FaultlineError ERR_USAGE with every problem of the file
 */
export async function readConfig(path: string, own: Registries = registries): Promise<Registries> {
  const loaded = await loadModule(path, 'export default defineConfig({ … })');
  if ('message' in loaded) throw refused(path, [loaded.message], `${loaded.fix.charAt(0).toUpperCase()}${loaded.fix.slice(1)}.`);
  const parsed = configSchema.safeParse(loaded.value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path: place, message }) =>
      place.length === 0 ? message : `${placeText(place)}: ${message}`,
    );
    throw refused(path, problems, 'docs/extending.md has an example of each.');
  }
  const { faults = [], checks = [], triggers = [], reporters = [] } = parsed.data;
  const module = resolve(path);
  // What opens them is found again in the process that makes the load.
  const probes = (parsed.data.probes ?? []).map(({ name, summary, schema }) => ({ name, summary, schema, module }));
  const problems = nameProblems({ faults, checks, triggers, reporters, probes }, own);
  if (problems.length > 0) throw refused(path, problems, 'Give each a name of its own.');
  return {
    faults: [...own.faults, ...faults.map(guardedFault)],
    checks: [...own.checks, ...checks.map(guardedCheck)],
    triggers: [...own.triggers, ...triggers],
    reporters: [...own.reporters, ...reporters.map(guardedReporter)],
    probes: [...own.probes, ...probes],
  };
}

/** `faults[0].schema` */
function placeText(place: readonly PropertyKey[]): string {
  return place.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('');
}

function refused(path: string, problems: readonly string[], hint: string): FaultlineError {
  return new FaultlineError('ERR_USAGE', [`The configuration ${path} cannot be used:`, ...problems].join('\n  '), { hint });
}
