import { FaultlineError } from '../errors/faultline-error.ts';
import { loadModule } from '../scenario/load-module.ts';
import type { ProbeSpec } from '../scenario/scenario.ts';
import type { Probe, ProbeConnection, ProbeTarget } from './probe.ts';

/** A project's probe with the options of one load. */
export interface LoadedProbe {
  readonly name: string;
  readonly open: (target: ProbeTarget, signal: AbortSignal) => Promise<ProbeConnection>;
}

/**
 * Returns a load's probe from the module that defines it; undefined when the load has none. The module was read before, for the scenario: in this process
 * or, when this one only makes load, in another.
 * @throws ERR_SCENARIO_INVALID when the module does not define it any more, or its options do not survive the way into another process
 */
export async function loadProbe(spec: ProbeSpec | undefined): Promise<LoadedProbe | undefined> {
  if (spec === undefined) return undefined;
  const { kind, module, options } = spec;
  const loaded = await loadModule(module, 'export default defineConfig({ probes: [ … ] })');
  if ('message' in loaded) throw unusable(spec, loaded.message, loaded.fix);
  const found = probesOf(loaded.value).find(({ name }) => name === kind);
  if (found === undefined) throw unusable(spec, 'its default export has no such probe', 'define it there in every process alike');
  const parsed = await found.schema.safeParseAsync(options);
  if (!parsed.success) {
    throw unusable(spec, describeIssues(parsed.error.issues), 'write options that JSON can carry: texts, numbers, lists and mappings');
  }
  return { name: kind, open: async (target, signal) => found.open(target, parsed.data, signal) };
}

/** Without zod, which would take a third of the memory of the load's process. What is among them was checked when the configuration was read. */
function probesOf(config: unknown): readonly Probe[] {
  const probes: unknown = typeof config === 'object' && config !== null && 'probes' in config ? config.probes : undefined;
  return Array.isArray(probes) ? probes.filter(isProbe) : [];
}

function isProbe(value: unknown): value is Probe {
  return typeof value === 'object' && value !== null && 'name' in value && 'schema' in value && 'open' in value;
}

function describeIssues(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  return issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; ');
}

function unusable({ kind, module }: ProbeSpec, why: string, fix: string): FaultlineError {
  return new FaultlineError('ERR_SCENARIO_INVALID', `The probe ${kind} of ${module} cannot be used: ${why}.`, {
    hint: `${fix.charAt(0).toUpperCase()}${fix.slice(1)}.`,
  });
}
