import { z } from 'zod';
import { issueText, quoteValue } from '../options/issue-text.ts';

/** The version of HTTP that a load speaks. YAML reads 1.1 and 2 as numbers. */
export const httpVersion = z
  .union([z.literal(['1.1', '2']), z.literal([1.1, 2])], {
    error: ({ input }) => issueText(`${quoteValue(input)} is not a version of HTTP that load speaks`, 'write `1.1` or `2`'),
  })
  .meta({ description: 'The version of HTTP (default 1.1). With an http:// URL, 2 needs a server that expects it.', examples: [2] })
  .transform((written) => (String(written) === '2' ? ('2' as const) : ('1.1' as const)));
