import { z } from 'zod';
import { issueText, quoteValue } from '../options/issue-text.ts';

const FIX = 'write `200`, `2xx`, or a list of them';
const between = (from: number, until: number) => Array.from({ length: until - from }, (_, index) => from + index);

/** Success and redirection: a program that answers so is there. */
export const defaultStatuses: readonly number[] = between(200, 400);

const one = z
  .union(
    [
      z.int().min(100).max(599),
      z.string().regex(/^[1-5]xx$/, { error: ({ input }) => issueText(`${quoteValue(input)} is not an HTTP status`, FIX) }),
    ],
    {
      error: ({ input }) => issueText(`${quoteValue(input)} is not an HTTP status`, FIX),
    },
  )
  .transform((written) => (typeof written === 'number' ? [written] : between(Number(written[0]) * 100, Number(written[0]) * 100 + 100)));

/** The expected HTTP statuses: one, a class, or a list of them. */
export const status = z
  .union([one, z.array(one).min(1)], { error: ({ input }) => issueText(`${quoteValue(input)} is not an HTTP status`, FIX) })
  .meta({ description: 'Expected statuses: 200, 2xx, or a list (default: 200 to 399).', examples: [200, '2xx', [200, 204]] })
  .transform((written): readonly number[] => [...new Set(written.flat())].sort((left, right) => left - right));
