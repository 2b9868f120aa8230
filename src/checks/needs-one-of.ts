import { issueText } from '../scenario/options/issue-text.ts';

/** Returns the arguments of `refine` for options of which at least one must be written. */
export function needsOneOf<K extends string>(
  ...names: readonly K[]
): [(options: Readonly<Partial<Record<K, unknown>>>) => boolean, string] {
  const listed = `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
  return [(options) => names.some((name) => options[name] !== undefined), issueText('expects nothing', `write at least one of ${listed}`)];
}
