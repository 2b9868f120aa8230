import { isScalar } from 'yaml';

/** Returns whether a node is the key `<<`, which yaml reads as a symbol. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && (key.value === '<<' || (typeof key.value === 'symbol' && key.value.description === '<<'));
}
