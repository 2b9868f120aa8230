import type { OptionsDefinition } from '../definition.ts';
import { commonKeysOf, faultCommon, type CommonKey } from '../grammar/fault-common.ts';
import type { FaultSpec, Pick } from '../scenario.ts';
import type { Path } from '../source/source.ts';
import { withoutUndefined } from '../without-undefined.ts';
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
  const forMs = takes('for') ? reading.parse(faultCommon.for, options['for'], at('for')) : undefined;
  if (!takes('for') && Object.hasOwn(options, 'for')) {
    const message = `\`${definition.name}\` does not last, so it takes no \`for\``;
    reading.add({ path: at('for'), at: 'key', message, fix: 'remove it' });
  }
  reading.checkOf(options['of'], definition, at('of'));
  const own = Object.entries(options).filter(([key]) => key !== 'for' && !keys.some((common) => common === key));
  const parsed = reading.parse(definition.schema, Object.fromEntries(own), path);
  return { kind: definition.name, ...withoutUndefined({ of, forMs }), pick: pick ?? everything, options: parsed };
}

/** A bare name is the subject; nothing at all is no options. */
function asOptions(written: unknown): unknown {
  return typeof written === 'string' ? { of: written } : (written ?? {});
}
