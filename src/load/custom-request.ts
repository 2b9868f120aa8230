import { describeError } from '../errors/describe-error.ts';
import type { RequestClass } from '../history/load-bucket.ts';
import { closeQuietly } from './close-quietly.ts';
import { errorCode, knownClassOf } from './classify-error.ts';
import type { ProbeConnection } from './probe.ts';
import { readAnswer } from './read-answer.ts';
import type { OnEnd, RequestInFlight } from './request-in-flight.ts';
import { probeMistake } from './self-check/shortage.ts';

/** Where a request's connection comes from, and where it goes. */
interface Connections {
  readonly open: (signal: AbortSignal) => Promise<ProbeConnection>;
  /** Takes a connection for the next request; false: it is not wanted. */
  readonly keep: (connection: ProbeConnection) => boolean;
}

/** One request of a project's own probe. Whatever its code does, it ends once: by its answer, by what it throws, or by its deadline. */
export class CustomRequest implements RequestInFlight {
  readonly #name: string;
  readonly #onEnd: OnEnd;
  readonly #deadline = new AbortController();
  #connection: ProbeConnection | undefined;
  #good = false;
  #ended = false;
  #problem: string | undefined;

  constructor(name: string, onEnd: OnEnd, connections: Connections) {
    this.#name = name;
    this.#onEnd = onEnd;
    void this.#run(connections);
  }

  get ended(): boolean {
    return this.#ended;
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  expire(): void {
    this.#good = false;
    this.#end('timeout');
    this.#deadline.abort(new DOMException(`The deadline of this request of ${this.#name} has come.`, 'TimeoutError'));
    this.#letGo();
  }

  async #run({ open, keep }: Connections): Promise<void> {
    try {
      this.#connection = await open(this.#deadline.signal);
      // Opened after the deadline: nothing is asked any more.
      if (!this.#ended) this.#answered(await this.#connection.probe(this.#deadline.signal));
    } catch (error) {
      this.#failed(error);
    }
    if (this.#good) this.#keep(keep);
    this.#letGo();
  }

  #keep(keep: Connections['keep']): void {
    if (this.#connection !== undefined && this.#connection.ended !== true && keep(this.#connection)) this.#connection = undefined;
  }

  #answered(given: unknown): void {
    const { failed, problem, version } = readAnswer(given);
    this.#good = failed === undefined && !this.#ended;
    this.#end(failed ?? 'ok', version, undefined, problem);
  }

  #letGo(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection !== undefined) closeQuietly(connection);
  }

  /** Only what the network says is told of the other side: a mistake of the probe must not look like an outage. */
  #failed(error: unknown): void {
    const known = knownClassOf(error);
    const said = describeError(error);
    if (known !== undefined) this.#end(known, undefined, errorCode(error), said);
    else this.#end('unsent', undefined, probeMistake(this.#name, said), `the probe ${this.#name} itself failed: ${said}`);
  }

  #end(outcome: RequestClass, version?: string, code?: string, problem?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#problem = problem;
    this.#onEnd(outcome, version, code);
  }
}
