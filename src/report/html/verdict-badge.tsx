import type { VNode } from 'preact';
import { verdictMarks } from '../verdict-checks.ts';
import type { Headline } from './headline.ts';

const words: Readonly<Record<Headline['verdict'], string>> = {
  passed: 'Passed',
  failed: 'Failed',
  inconclusive: 'Inconclusive',
  measured: 'Measured',
};

/** A verdict as a word with its mark and colour. */
export function VerdictBadge({ verdict }: { readonly verdict: Headline['verdict'] }): VNode {
  return (
    <span class={`verdict ${verdict}`}>
      <b aria-hidden="true">{verdict === 'measured' ? '•' : verdictMarks[verdict]}</b> {words[verdict]}
    </span>
  );
}
