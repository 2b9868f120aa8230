import { quoteValue } from '../options/issue-text.ts';
import { readComparison } from '../options/comparison.ts';
import { readDuration } from '../options/duration.ts';
import { readShare } from '../options/share.ts';
import { OptionTextError } from '../options/text-option.ts';

/** An abort condition that was written as a text, in the words of `when`. */
export interface AbortText {
  readonly kind: 'availability' | 'outage' | 'restarts';
  /** Absent: there is only one thing that it can mean. */
  readonly of?: string;
  readonly options: Readonly<Record<string, string>>;
}

const TEXT = /^(\S+)(?: +of +(\S+?))? *(==|!=|<=|>=|<|>) *(\S+(?: ?%)?)(?: +for +(\S+))?$/;
const EXAMPLES = "`'availability < 80% for 5s'`, `'outage of users > 10s'` or `'restarts of web > 3'`";

/**
 * Returns what a text such as `availability of users < 80% for 5s` says.
 * @throws OptionTextError
 */
export function readAbortText(written: string): AbortText {
  const [, kind = '', of, operator = '', bound = '', lasting] = TEXT.exec(written.trim()) ?? [];
  const named = of === undefined ? {} : { of };
  switch (kind) {
    case 'availability':
      readShare(bound);
      if (lasting !== undefined) readDuration(lasting);
      requireOperator(written, operator, '<');
      return { kind, ...named, options: { below: bound, ...(lasting === undefined ? {} : { for: lasting }) } };
    case 'outage':
      readDuration(bound);
      requireOperator(written, operator, '>');
      requireNoFor(written, lasting);
      return { kind, ...named, options: { longer: bound } };
    case 'restarts':
      readComparison(`${operator} ${bound}`, 'count');
      requireNoFor(written, lasting);
      return { kind, ...named, options: { is: `${operator} ${bound}` } };
    default:
      throw new OptionTextError(`${quoteValue(written)} is not a condition to abort at`, `write ${EXAMPLES}`);
  }
}

function requireOperator(written: string, operator: string, wanted: '<' | '>'): void {
  if (operator !== wanted) throw new OptionTextError(`${quoteValue(written)} compares with \`${operator}\``, `write \`${wanted}\``);
}

function requireNoFor(written: string, lasting: string | undefined): void {
  if (lasting !== undefined) throw new OptionTextError(`${quoteValue(written)} takes no \`for\``, 'remove it');
}
