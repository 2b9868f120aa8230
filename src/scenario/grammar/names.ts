import { z } from 'zod';
import { issueText } from '../options/issue-text.ts';

const NAME = /^[a-z0-9][a-z0-9_-]{0,39}$/;

/** Returns a schema for a mapping by names that people choose: of subjects, loads and pressures. They are host names and parts of container names. */
export function byName<T extends z.ZodType>(member: T) {
  return z.record(
    z.string().regex(NAME, issueText('is not a name', 'use up to 40 of a–z, 0–9, - and _, beginning with a letter or digit')),
    member,
  );
}
