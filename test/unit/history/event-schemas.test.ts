import { expect } from 'chai';
import type { z } from 'zod';
import { eventSchemas } from '../../../src/history/event-schemas.ts';
import type { HistoryEntry } from '../../../src/history/history-event.ts';
import type { JsonValue } from '../../../src/history/json-value.ts';

/** A type without `readonly` and with `'optional'` in place of `?`, so that two are the same when each is assignable to the other. */
type Plain<T> = [JsonValue] extends [T]
  ? 'json'
  : T extends readonly (infer Member)[]
    ? Plain<Member>[]
    : T extends object
      ? { -readonly [K in keyof T]-?: Plain<T[K]> | (object extends Pick<T, K> ? 'optional' : never) }
      : T;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Schemas = typeof eventSchemas;
type Differing = {
  [T in keyof Schemas]: Same<Plain<z.output<Schemas[T]>>, Plain<Extract<HistoryEntry, { readonly type: T }>>> extends true ? never : T;
}[keyof Schemas];

describe('event schemas', () => {
  it('are the declared types, field for field', () => {
    // Does not compile when a schema and its type differ; the error names the type of event.
    const differing: [Differing] extends [never] ? 'none' : Differing = 'none';
    expect(differing).to.equal('none');
  });
});
