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
  const { Assertion, AssertionError } = chai;
  const claimOf = (chain: Chain) => utils.flag(chain, FLAG) as Claim | undefined;

  const fail = (chain: Chain, { message, expected, actual }: Finding): never => {
    const said = utils.flag(chain, 'message') as string | undefined;
    throw new AssertionError(said === undefined ? message : `${said}: ${message}`, { expected, actual, showDiff: false });
  };

  const begin = (chain: Chain, said: string, kind: string, options: Record<string, unknown> = {}): void => {
    const question = questionOf(utils.flag(chain, 'object'));
    if (question === undefined)
      fail(chain, {
        message: `expected ${utils.inspect(utils.flag(chain, 'object'))} to be a session, a run or a part of one`,
        expected: 'of faultline',
        actual: 'something else',
      });
    const of = question?.of === undefined ? {} : { of: question.of };
    const claim: Claim = { said, kind, options: { ...of, ...options }, finished: false };
    utils.flag(chain, FLAG, claim);
    // A claim that stops here would pass whatever happened.
    queueMicrotask(() => {
      if (!claim.finished) throw new Error(`expect(…).${said} says nothing yet: go on, as the page docs/testing.md shows`);
    });
  };

  const settle = (chain: Chain, work: Promise<void>): Chain => {
    Object.assign(chain, { then: work.then.bind(work), catch: work.catch.bind(work) });
    return chain;
  };

  const finish = (chain: Chain, more: Record<string, unknown> = {}): Chain => {
    const claim = claimOf(chain);
    const question = questionOf(utils.flag(chain, 'object'));
    if (claim === undefined || question === undefined) throw new FaultlineError('ERR_USAGE', 'This says nothing about a run.');
    claim.finished = true;
    claim.options = { ...claim.options, ...more };
    const expectation = { [claim.kind]: claim.options } as ExpectationInput;
    const negate = utils.flag(chain, 'negate') === true;
    const verify = (judged: ReturnType<typeof judgeRun>) => {
      const result = negate ? negated(judged) : judged;
      question.session?.keep(result);
      const finding = findingOf(result, question);
      if (finding !== undefined) fail(chain, finding);
    };
    if (question.run === undefined) return settle(chain, judge(question, expectation).then(verify));
    verify(judgeRun(question.run, expectation));
    return chain;
  };

  const word = (name: string, meaning: (this: Chain) => unknown) => Assertion.addProperty(name, meaning);
  const method = (name: string, meaning: (this: Chain, ...args: never[]) => unknown) =>
    Assertion.addMethod(name, meaning as (...args: unknown[]) => void);

  word('no', function () {
    utils.flag(this, 'negate', true);
  });
  // Without it chai would go on with a new assertion, which is no promise any more: a claim that does not hold would pass.
  word('times', function () {
    return this;
  });
  word('availability', function () {
    begin(this, 'availability', 'availability');
  });
  word('outage', function () {
    begin(this, 'outage', 'outage');
  });
  word('serve', function () {
    begin(this, 'serve', 'versions');
  });
  word('become', function () {
    begin(this, 'become', 'become');
  });
  method('during', function (this: Chain, window: string) {
    return with_(this, { during: window });
  });
  method('for', function (this: Chain, load: string) {
    return with_(this, { of: load });
  });
  function with_(chain: Chain, more: Record<string, unknown>): Chain {
    const claim = claimOf(chain);
    if (claim !== undefined) claim.options = { ...claim.options, ...more };
    return chain;
  }

  for (const [name, kind] of [
    ['exited', 'exit'],
    ['restarted', 'restarts'],
  ] as const) {
    Assertion.addChainableMethod(
      name,
      function (this: Chain, count?: number) {
        if (kind === 'exit') return finish(this, count === undefined ? {} : { code: count });
        return finish(this, { is: count === undefined ? '>= 1' : `== ${count}` });
      } as (...args: unknown[]) => void,
      function (this: Chain) {
        if (claimOf(this)?.kind === 'become') with_(this, { what: name });
        else begin(this, name, kind);
      },
    );
  }
  method('code', function (this: Chain, code: number) {
    return finish(this, { code });
  });
  method('signal', function (this: Chain, signal: string) {
    return finish(this, { signal });
  });
  method('longerThan', function (this: Chain, duration: string) {
    if (utils.flag(this, 'negate') !== true) return finish(this, { longest: `> ${duration}` });
    // Said the other way round the report reads better, and what cannot be told stays so.
    utils.flag(this, 'negate', false);
    return finish(this, { longest: `<= ${duration}` });
  });
  method('version', function (this: Chain, version: string) {
    return with_(this, { version });
  });
  method('share', function (this: Chain, share: number) {
    const claim = claimOf(this);
    const { version, ...rest } = claim?.options ?? {};
    if (claim !== undefined) claim.options = rest;
    return finish(this, { ...servedBy(utils.flag(this, 'object'), String(version), `== ${formatShare(share)}`) });
  });

  for (const what of ['healthy', 'unhealthy', 'starting', 'running', 'paused', 'removed'] as const satisfies readonly Becoming[]) {
    word(what, function () {
      with_(this, { what });
    });
  }
  Assertion.overwriteMethod(
    'within',
    ((original: (...args: unknown[]) => unknown) =>
      function (this: Chain, ...args: unknown[]) {
        const claim = claimOf(this);
        const { session, of } = questionOf(utils.flag(this, 'object')) ?? {};
        if (claim?.kind !== 'become') return original.apply(this, args);
        claim.finished = true;
        if (session === undefined || of === undefined)
          return fail(this, {
            message: 'only a subject of a session that goes on can become something',
            expected: 'a subject',
            actual: 'a run that is over',
          });
        const what = claim.options['what'] as Becoming;
        const within = String(args[0]);
        const negate = utils.flag(this, 'negate') === true;
        const came = session.until(becoming(of, what, within)).then(
          () => true,
          (error: unknown) => {
            if (error instanceof FaultlineError && error.code === 'ERR_TIMEOUT') return false;
            throw error;
          },
        );
        return settle(
          this,
          came.then((became) => {
            if (became !== negate) return;
            const message = `expected ${of} ${negate ? 'not ' : ''}to become ${what} within ${within}\n  the whole history: ${session.directory}`;
            fail(this, { message, expected: negate ? `not ${what}` : what, actual: became ? what : `not ${what}` });
          }),
        );
      }) as never,
  );

  for (const [name, sign] of [
    ['above', '>'],
    ['below', '<'],
    ['least', '>='],
    ['most', '<='],
  ] as const) {
    Assertion.overwriteMethod(
      name,
      ((original: (...args: unknown[]) => unknown) =>
        function (this: Chain, ...args: unknown[]) {
          const [share] = args;
          if (claimOf(this)?.kind !== 'availability') return original.apply(this, args);
          return finish(this, { is: `${sign} ${typeof share === 'number' ? formatShare(share) : String(share)}` });
        }) as never,
    );
  }

  const history = (name: string, holds: (events: readonly HistoryEvent[], matches: (event: HistoryEvent) => boolean) => boolean) => {
    method(name, function (this: Chain, matches: (event: HistoryEvent) => boolean, what = 'such an event') {
      const events = eventsOf(utils.flag(this, 'object'));
      if (events === undefined) return fail(this, { message: 'this is no history', expected: 'a history', actual: 'something else' });
      const negate = utils.flag(this, 'negate') === true;
      if (holds(events, matches) !== negate) return this;
      const found = events.filter((event) => matches(event) === (name !== 'always')).slice(0, 3);
      const actual = found.length === 0 ? 'none' : found.map((event) => JSON.stringify(event)).join('\n    ');
      return fail(this, {
        message: `expected the history ${negate ? 'not ' : ''}to have ${name} ${what}; there is:\n    ${actual}`,
        expected: `${name} ${what}`,
        actual,
      });
    });
  };
  history('sometime', (events, matches) => events.some(matches));
  history('always', (events, matches) => events.every(matches));
  history('never', (events, matches) => !events.some(matches));
}

export type { Question };
