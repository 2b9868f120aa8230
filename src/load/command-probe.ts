import type { LoadStream } from '../scenario/scenario.ts';
import { argumentsFor, type CommandLine } from './command-line.ts';
import { CommandRun } from './command-run.ts';
import type { EndpointProbe } from './endpoint-probe.ts';
import type { Endpoint } from './endpoint.ts';
import type { OnEnd, RequestInFlight } from './request-in-flight.ts';
import { ResponseReader } from './response-reader.ts';
import type { ResponseRules } from './response-rules.ts';

/** The exit code that is expected, in place of a status. */
const SUCCESS = 0;

/** A program that is run for each request, and whose exit code tells whether the endpoint works. */
export class CommandProbe implements EndpointProbe {
  readonly #program: string;
  readonly #args: readonly string[];
  readonly #rules: ResponseRules;

  constructor(line: CommandLine, endpoint: Endpoint, rules: ResponseRules) {
    this.#program = line.program;
    this.#args = argumentsFor(line, endpoint);
    this.#rules = { ...rules, status: [SUCCESS] };
  }

  send(_stream: LoadStream, onEnd: OnEnd): RequestInFlight {
    return new CommandRun(this.#program, this.#args, new ResponseReader(this.#rules), onEnd);
  }

  close(): void {
    // Those that run end by themselves, or at their deadline.
  }
}
