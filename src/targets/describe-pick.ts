import type { Pick } from '../scenario/scenario.ts';

/** Returns the pick in words, to stand after "is": 'one with label role=primary'. */
export function describePick({ choose, label, regex }: Pick): string {
  const among = [label === undefined ? '' : ` with label ${label}`, regex === undefined ? '' : ` whose name matches /${regex}/`].join('');
  switch (choose.kind) {
    case 'all':
      return `one${among}`;
    case 'one':
      return `the one${among}`;
    case 'random':
      return `among ${choose.count} at random${among}`;
    case 'share':
      return `among ${choose.share * 100}% at random${among}`;
  }
}
