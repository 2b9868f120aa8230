import type { ProbeSpec } from '../scenario.ts';
import { suggest } from '../nearest.ts';
import { quoteValue } from '../options/issue-text.ts';
import type { Path } from '../source/source.ts';
import { isRecord, valueAt } from './issue.ts';
import type { Reading } from './reading.ts';

/** Returns the probe of each load that names one, its options checked by its own schema; what is wrong goes to the reading. */
export function readProbes(reading: Reading): Record<string, ProbeSpec> {
  const found = reading.names.loads.flatMap((load) => {
    const path = ['load', load, 'probe'];
    const written = valueAt(reading.root, path);
    const probe = written === undefined ? undefined : readProbe(reading, written, path);
    return probe === undefined ? [] : [[load, probe] as const];
  });
  return Object.fromEntries(found);
}

function readProbe(reading: Reading, written: unknown, path: Path): ProbeSpec | undefined {
  const [kind, second] = typeof written === 'string' ? [written] : isRecord(written) ? Object.keys(written) : [];
  if (kind === undefined || second !== undefined) {
    const message =
      second === undefined ? `${quoteValue(written)} names no probe` : `a load has one probe, and this one also has \`${second}\``;
    reading.add({ path, at: 'value', message, fix: 'write its name, or `probe: { name: { option: value } }`' });
    return undefined;
  }
  const { probes } = reading.definitions;
  const definition = probes.find(({ name }) => name === kind);
  const place = isRecord(written) ? [...path, kind] : path;
  if (definition === undefined) {
    const fix =
      probes.length === 0
        ? 'a project defines its probes in faultline.config.ts, and none is read here: docs/extending.md'
        : suggest(
            kind,
            probes.map(({ name }) => name),
          );
    reading.add({ path: place, at: isRecord(written) ? 'key' : 'value', message: `unknown probe \`${kind}\``, fix });
    return undefined;
  }
  const options = isRecord(written) ? reading.mapping(written[kind] ?? {}, place, `${kind}: { option: value }`) : {};
  if (options === undefined || reading.parse(definition.schema, options, place) === undefined) return undefined;
  return { kind, module: definition.module, options };
}
