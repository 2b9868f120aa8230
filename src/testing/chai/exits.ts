import type { Chain, Claims } from './claims.ts';

/** `exited.with.code(137)`, `exited(137)`, `restarted(1).times`; and `become.exited`. */
export function addExits(claims: Claims): void {
  const said = (name: string, kind: string) =>
    function (this: Chain) {
      if (claims.of(this)?.kind === 'become') claims.more(this, { what: name });
      else claims.begin(this, name, kind);
    };
  claims.wordOrMethod(
    'exited',
    function (this: Chain, code?: number) {
      return claims.finish(this, code === undefined ? {} : { code });
    },
    said('exited', 'exit'),
  );
  claims.wordOrMethod(
    'restarted',
    function (this: Chain, times?: number) {
      return claims.finish(this, { is: times === undefined ? '>= 1' : `== ${times}` });
    },
    said('restarted', 'restarts'),
  );
  // Without it chai would go on with a new assertion, which is no promise any more: a claim that does not hold would pass.
  claims.word('times', function () {
    return this;
  });
  claims.method('code', function (this: Chain, code: number) {
    return claims.finish(this, { code });
  });
  claims.method('signal', function (this: Chain, signal: string) {
    return claims.finish(this, { signal });
  });
}
