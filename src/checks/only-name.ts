import { CannotTell } from './conclude.ts';

/** Returns the name that `of` says or, when it was left out, the only one there is. @throws CannotTell when that does not name one. */
export function onlyName(of: string | undefined, named: Readonly<Record<string, unknown>>, kind: 'load' | 'subject' | 'service'): string {
  const names = Object.keys(named);
  const [first] = names;
  if (of === undefined) {
    if (first !== undefined && names.length === 1) return first;
    throw new CannotTell(names.length === 0 ? `the history has no ${kind}` : `it is not said which ${kind} is meant (${names.join(', ')})`);
  }
  if (!Object.hasOwn(named, of)) throw new CannotTell(`the history knows nothing of a ${kind} ${of}`);
  return of;
}
