import { hasErrorCode } from '../../errors/has-error-code.ts';
import { becoming, type Becoming } from '../assert.ts';
import type { Chain, Claims } from './claims.ts';

/** `exited` is a word of its own: exits.ts. */
const states = ['healthy', 'unhealthy', 'starting', 'running', 'paused', 'removed'] as const satisfies readonly Becoming[];

/** `become.healthy.within('10s')` */
export function addBecome(claims: Claims): void {
  claims.word('become', function () {
    claims.begin(this, 'become', 'become');
  });
  for (const what of states) {
    claims.word(what, function () {
      claims.more(this, { what });
    });
  }
  claims.overwrite('within', 'become', (chain, within) => becomeWithin(claims, chain, String(within)));
}

function becomeWithin(claims: Claims, chain: Chain, within: string): Chain {
  const claim = claims.of(chain);
  const { session, of } = claims.questionOf(chain);
  if (claim !== undefined) claim.finished = true;
  if (session === undefined || of === undefined) {
    const message = 'only a subject of a session that goes on can become something';
    return claims.fail(chain, { message, expected: 'a subject', actual: 'a run that is over' });
  }
  const what = claim?.options['what'] as Becoming;
  const negate = claims.isNegated(chain);
  const came = session.until(becoming(of, what, within)).then(
    () => true,
    (error: unknown) => {
      if (hasErrorCode(error, 'ERR_TIMEOUT')) return false;
      throw error;
    },
  );
  return claims.settle(
    chain,
    came.then((became) => {
      if (became !== negate) return;
      const message = `expected ${of} ${negate ? 'not ' : ''}to become ${what} within ${within}\n  the whole history: ${session.directory}`;
      claims.fail(chain, { message, expected: negate ? `not ${what}` : what, actual: became ? what : `not ${what}` });
    }),
  );
}
