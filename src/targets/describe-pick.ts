import { narrowText, percent } from '../scenario/pick-text.ts';
import type { Pick } from '../scenario/scenario.ts';

/** Returns the pick in words, to stand after "is": 'one with label role=primary'. */
export function describePick(pick: Pick): string {
  const { choose, age } = pick;
  const among = narrowText(pick);
  switch (choose.kind) {
    case 'all':
      return `one${among}`;
    case 'one':
      return `the ${age ?? 'one'}${among}`;
    case 'first':
      return `among the ${choose.count} ${age ?? 'first'}${among}`;
    case 'random':
      return `among ${choose.count} at random${among}`;
    case 'share':
      return `among ${percent(choose.share)} at random${among}`;
  }
}
