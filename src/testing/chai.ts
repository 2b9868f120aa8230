import { addBecome } from './chai/become.ts';
import { Claims } from './chai/claims.ts';
import { addExits } from './chai/exits.ts';
import { addHistory } from './chai/history.ts';
import { addLoads } from './chai/loads.ts';
import { addServe } from './chai/serve.ts';
import type { Question } from './judged.ts';
import './chai-types.ts';

export { partOf, type Judged, type RunPart } from './judged.ts';

/**
 * The plugin: `use(faultlineChai)`. About a run that is over, an assertion is judged at once, as any other; about a session it is a promise,
 * because what is under way has to come through first: `await expect(web).to.have.exited.with.code(137)`.
 */
export function faultlineChai(chai: Chai.ChaiStatic, utils: Chai.ChaiUtils): void {
  const claims = new Claims(chai, utils);
  claims.word('no', function () {
    claims.negate(this, true);
  });
  for (const add of [addLoads, addExits, addServe, addBecome, addHistory]) add(claims);
}

export type { Question };
