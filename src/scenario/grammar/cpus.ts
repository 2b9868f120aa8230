import { z } from 'zod';
import { issueText } from '../options/issue-text.ts';

/** Returns a schema for a number of CPUs, which Compose files often write as a text. */
export function cpus() {
  return z.union([z.number().positive(), z.string().regex(/^\d*\.?\d+$/, issueText('is not a number of CPUs', 'write `0.5`'))]);
}
