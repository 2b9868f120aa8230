import type { LoadStream } from '../scenario/scenario.ts';
import type { EndpointProbe } from './endpoint-probe.ts';
import type { Http2Message } from './http2-message.ts';
import { Http2Request } from './http2-request.ts';
import { Http2Session } from './http2-session.ts';
import type { Destination } from './open-socket.ts';
import type { OnEnd, RequestInFlight } from './request-in-flight.ts';
import { ResponseReader } from './response-reader.ts';
import type { ResponseRules } from './response-rules.ts';

/** A client has one connection to a server; another only when the server allows no more requests on those there are. */
const MOST_SESSIONS = 8;

/** HTTP/2: a request has a fresh connection to itself, or is one of many on a kept one. */
export class Http2Probe implements EndpointProbe {
  readonly #destination: Destination;
  readonly #message: Http2Message;
  readonly #rules: ResponseRules;
  #sessions: Http2Session[] = [];

  constructor(destination: Destination, message: Http2Message, rules: ResponseRules) {
    this.#destination = destination;
    this.#message = message;
    this.#rules = rules;
  }

  send(stream: LoadStream, onEnd: OnEnd): RequestInFlight {
    const session = stream === 'new' ? new Http2Session(this.#destination) : this.#kept();
    const request = new Http2Request(session, new ResponseReader(this.#rules), onEnd);
    request.send(this.#message);
    // Its only request is on it: with that one it ends.
    if (stream === 'new') session.retire();
    return request;
  }

  close(): void {
    for (const session of this.#sessions) session.retire();
    this.#sessions = [];
  }

  #kept(): Http2Session {
    this.#sessions = this.#sessions.filter(({ usable }) => usable);
    const free = this.#sessions.find(({ hasRoom }) => hasRoom);
    if (free !== undefined) return free;
    if (this.#sessions.length < MOST_SESSIONS) {
      const session = new Http2Session(this.#destination);
      this.#sessions.push(session);
      return session;
    }
    // All are full: it waits where the fewest do, as it would in a browser. Its deadline runs.
    return this.#sessions.reduce((least, session) => (session.open < least.open ? session : least));
  }
}
