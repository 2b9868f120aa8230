import { servedBy } from '../assert.ts';
import { formatShare } from '../share-text.ts';
import type { Chain, Claims } from './claims.ts';

/** `serve.version('2').with.share(1)` */
export function addServe(claims: Claims): void {
  claims.word('serve', function () {
    claims.begin(this, 'serve', 'versions');
  });
  claims.method('version', function (this: Chain, version: string) {
    return claims.more(this, { version });
  });
  claims.method('share', function (this: Chain, share: number) {
    const claim = claims.of(this);
    const { version, ...rest } = claim?.options ?? {};
    if (claim !== undefined) claim.options = rest;
    return claims.finish(this, { ...servedBy(claims.objectOf(this), String(version), `== ${formatShare(share)}`) });
  });
}
