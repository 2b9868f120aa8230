import { formatShare } from '../share-text.ts';
import type { Chain, Claims } from './claims.ts';

const signs = { above: '>', below: '<', least: '>=', most: '<=' } as const;

/** `availability.for('users').during('chaos').above(0.995)`, `no.outage.longerThan('500ms')` */
export function addLoads(claims: Claims): void {
  claims.word('availability', function () {
    claims.begin(this, 'availability', 'availability');
  });
  for (const [name, sign] of Object.entries(signs)) {
    claims.overwrite(name, 'availability', (chain, share) =>
      claims.finish(chain, { is: `${sign} ${typeof share === 'number' ? formatShare(share) : String(share)}` }),
    );
  }
  claims.word('outage', function () {
    claims.begin(this, 'outage', 'outage');
  });
  claims.method('longerThan', function (this: Chain, duration: string) {
    if (!claims.isNegated(this)) return claims.finish(this, { longest: `> ${duration}` });
    // Said the other way round the report reads better, and what cannot be told stays so.
    claims.negate(this, false);
    return claims.finish(this, { longest: `<= ${duration}` });
  });
  claims.method('during', function (this: Chain, window: string) {
    return claims.more(this, { during: window });
  });
  claims.method('for', function (this: Chain, load: string) {
    return claims.more(this, { of: load });
  });
}
