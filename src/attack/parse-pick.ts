import { FaultlineError } from '../errors/faultline-error.ts';
import { readShare } from '../scenario/options/share.ts';
import { OptionTextError } from '../scenario/options/text-option.ts';
import type { Pick } from '../scenario/scenario.ts';

const COUNTED = /^(random|oldest|newest):([1-9]\d{0,3})$/;

/**
 * Returns what `--pick` means: all, one, oldest, newest, random:2, oldest:2, newest:2 or 50%.
 * @throws FaultlineError ERR_USAGE
 */
export function parsePick(text: string): Pick {
  if (text === 'all' || text === 'one') return { choose: { kind: text } };
  if (text === 'oldest' || text === 'newest') return { choose: { kind: 'one' }, age: text };
  if (text === 'random') return { choose: { kind: 'random', count: 1 } };
  const [, how, count] = COUNTED.exec(text) ?? [];
  if (how === 'random') return { choose: { kind: 'random', count: Number(count) } };
  if (how === 'oldest' || how === 'newest') return { choose: { kind: 'first', count: Number(count) }, age: how };
  try {
    if (text.endsWith('%')) return { choose: { kind: 'share', share: readShare(text) } };
  } catch (error) {
    if (!(error instanceof OptionTextError)) throw error;
    throw new FaultlineError('ERR_USAGE', `--pick: ${error.message}.`, {
      hint: `${error.fix.charAt(0).toUpperCase()}${error.fix.slice(1)}.`,
    });
  }
  throw new FaultlineError('ERR_USAGE', `--pick: \`${text}\` does not say which of the targets.`, {
    hint: 'Write all, one, oldest, newest, random:2, or 50%.',
  });
}
