import type { HistoryEvent } from '../../history/history-event.ts';
import { eventsOf } from '../judged.ts';
import type { Chain, Claims } from './claims.ts';

type Matches = (event: HistoryEvent) => boolean;

const words: Readonly<Record<string, (events: readonly HistoryEvent[], matches: Matches) => boolean>> = {
  sometime: (events, matches) => events.some(matches),
  always: (events, matches) => events.every(matches),
  never: (events, matches) => !events.some(matches),
};

const SHOWN = 3;

/** `sometime(…)`, `always(…)`, `never(…)` of the events of a history. */
export function addHistory(claims: Claims): void {
  for (const [name, holds] of Object.entries(words)) {
    claims.method(name, function (this: Chain, matches: Matches, what = 'such an event') {
      const events = eventsOf(claims.objectOf(this));
      if (events === undefined) {
        return claims.fail(this, { message: 'this is no history', expected: 'a history', actual: 'something else' });
      }
      const negate = claims.isNegated(this);
      if (holds(events, matches) !== negate) return this;
      const found = events.filter((event) => matches(event) === (name !== 'always')).slice(0, SHOWN);
      const actual = found.length === 0 ? 'none' : found.map((event) => JSON.stringify(event)).join('\n    ');
      const message = `expected the history ${negate ? 'not ' : ''}to have ${name} ${what}; there is:\n    ${actual}`;
      return claims.fail(this, { message, expected: `${name} ${what}`, actual });
    });
  }
}
