import { FaultlineError } from '../../errors/faultline-error.ts';
import type { ExpectationInput } from '../../suite/option-inputs.ts';
import { findingOf, negated, type Finding } from '../finding.ts';
import { judge, judgeRun, questionOf, type Question } from '../judged.ts';
import '../chai-types.ts';

/** What stands behind each word of an assertion. */
export type Chain = Chai.AssertionStatic['prototype'] & { then?: unknown };

/** A claim that is being said: its check, and its options so far. */
interface Claim {
  readonly said: string;
  readonly kind: string;
  options: Record<string, unknown>;
  finished: boolean;
}

type Method = (...args: unknown[]) => unknown;

const FLAG = 'faultline';

/** What the words of the plugin share: how a claim is begun, told more, and judged. */
export class Claims {
  readonly #chai: Chai.ChaiStatic;
  readonly #utils: Chai.ChaiUtils;

  constructor(chai: Chai.ChaiStatic, utils: Chai.ChaiUtils) {
    this.#chai = chai;
    this.#utils = utils;
  }

  /** Returns the claim that is being said; undefined outside of one. */
  of(chain: Chain): Claim | undefined {
    return this.#utils.flag(chain, FLAG) as Claim | undefined;
  }

  /** Returns what the assertion is about. */
  objectOf(chain: Chain): unknown {
    return this.#utils.flag(chain, 'object');
  }

  /** Returns what is asked of faultline's own objects; nothing of others. */
  questionOf(chain: Chain): Question {
    return questionOf(this.objectOf(chain)) ?? {};
  }

  isNegated(chain: Chain): boolean {
    return this.#utils.flag(chain, 'negate') === true;
  }

  negate(chain: Chain, negate: boolean): void {
    this.#utils.flag(chain, 'negate', negate);
  }

  fail(chain: Chain, { message, expected, actual }: Finding): never {
    const said = this.#utils.flag(chain, 'message') as string | undefined;
    throw new this.#chai.AssertionError(said === undefined ? message : `${said}: ${message}`, { expected, actual, showDiff: false });
  }

  begin(chain: Chain, said: string, kind: string): void {
    const question = questionOf(this.objectOf(chain));
    if (question === undefined) {
      const message = `expected ${this.#utils.inspect(this.objectOf(chain))} to be a session, a run or a part of one`;
      this.fail(chain, { message, expected: 'of faultline', actual: 'something else' });
    }
    const claim: Claim = { said, kind, options: question.of === undefined ? {} : { of: question.of }, finished: false };
    this.#utils.flag(chain, FLAG, claim);
    // A claim that stops here would pass whatever happened.
    queueMicrotask(() => {
      if (!claim.finished) throw new Error(`expect(…).${said} says nothing yet: go on, as the page docs/testing.md shows`);
    });
  }

  /** Adds options to the claim. */
  more(chain: Chain, options: Record<string, unknown>): Chain {
    const claim = this.of(chain);
    if (claim !== undefined) claim.options = { ...claim.options, ...options };
    return chain;
  }

  /** Judges the claim: at once about a run that is over, else when what is under way has come through. */
  finish(chain: Chain, options: Record<string, unknown> = {}): Chain {
    const claim = this.of(chain);
    const question = questionOf(this.objectOf(chain));
    if (claim === undefined || question === undefined) throw new FaultlineError('ERR_USAGE', 'This says nothing about a run.');
    claim.finished = true;
    const expectation = { [claim.kind]: { ...claim.options, ...options } } as ExpectationInput;
    const negate = this.isNegated(chain);
    const verify = (judged: ReturnType<typeof judgeRun>) => {
      const result = negate ? negated(judged) : judged;
      question.session?.keep(result);
      const finding = findingOf(result, question);
      if (finding !== undefined) this.fail(chain, finding);
    };
    if (question.run === undefined) return this.settle(chain, judge(question, expectation).then(verify));
    verify(judgeRun(question.run, expectation));
    return chain;
  }

  /** Returns the chain as a promise of the work. */
  settle(chain: Chain, work: Promise<void>): Chain {
    Object.assign(chain, { then: work.then.bind(work), catch: work.catch.bind(work) });
    return chain;
  }

  word(name: string, meaning: (this: Chain) => unknown): void {
    this.#chai.Assertion.addProperty(name, meaning);
  }

  method(name: string, meaning: (this: Chain, ...args: never[]) => unknown): void {
    this.#chai.Assertion.addMethod(name, meaning as (...args: unknown[]) => void);
  }

  /** A method that may stand alone as a word, too: `exited(137)` and `exited.with.code(137)`. */
  wordOrMethod(name: string, called: (this: Chain, ...args: never[]) => unknown, said: (this: Chain) => void): void {
    this.#chai.Assertion.addChainableMethod(name, called as (...args: unknown[]) => void, said);
  }

  /** Gives a word that chai has itself another meaning in claims of one kind. */
  overwrite(name: string, kind: string, meaning: (chain: Chain, ...args: readonly unknown[]) => unknown): void {
    const isMeant = (chain: Chain) => this.of(chain)?.kind === kind;
    this.#chai.Assertion.overwriteMethod(
      name,
      ((original: Method) =>
        function (this: Chain, ...args: unknown[]) {
          return isMeant(this) ? meaning(this, ...args) : original.apply(this, args);
        }) as never,
    );
  }
}
