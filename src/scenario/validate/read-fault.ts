import type { OptionsDefinition } from '../definition.ts';
import { commonKeysOf, faultCommon, reservedKeysOf, type CommonKey } from '../grammar/fault-common.ts';
import type { FaultSpec, Pick } from '../scenario.ts';
import type { Path } from '../source/source.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { checkCommonKeys } from './check-common-keys.ts';
import type { Reading } from './reading.ts';

const everything: Pick = { choose: { kind: 'all' } };

/** Returns a step's fault, its own options read by its own schema; undefined when something is wrong with it. */
export function readFault(reading: Reading, definition: OptionsDefinition, written: unknown, path: Path): FaultSpec | undefined {
  const options = reading.mapping(asOptions(written), path, `${definition.name}: { of: web }`);
  if (options === undefined) return undefined;
  const keys = commonKeysOf(definition);
  const takes = (key: CommonKey) => keys.includes(key);
  const at = (key: CommonKey) => [...path, key];
  const of = takes('of') ? reading.parse(faultCommon.of, options['of'], at('of')) : undefined;
  const pick = takes('pick') ? reading.parse(faultCommon.pick, options['pick'], at('pick')) : undefined;
  const follow = takes('follow') ? reading.parse(faultCommon.follow, options['follow'], at('follow')) : undefined;
  const forMs = takes('for') ? reading.parse(faultCommon.for, options['for'], at('for')) : undefined;
  reading.checkOf(options['of'], definition, at('of'));
  reading.add(...checkCommonKeys(definition, options, path, reading.names));
  const reserved: readonly string[] = reservedKeysOf(definition);
  const own = Object.entries(options).filter(([key]) => !reserved.includes(key));
  const parsed = reading.parse(definition.schema, Object.fromEntries(own), path);
  const wholeService = definition.of === 'service' ? (true as const) : undefined;
  const common = withoutUndefined({ of, forMs, follow, wholeService });
  return { kind: definition.name, ...common, pick: pick ?? everything, options: parsed };
}

/** A bare name is the subject; nothing at all is no options. */
function asOptions(written: unknown): unknown {
  return typeof written === 'string' ? { of: written } : (written ?? {});
}
