import type { z } from 'zod';
import type { RequestClass } from '../history/load-bucket.ts';

/** How a request can fail by what the other side did: docs/load.md says what each means. */
export type ProbeFailure = Exclude<RequestClass, 'ok' | 'unsent'>;

/** Where a request goes: the address and port at which the load's URL is reached now. */
export interface ProbeTarget {
  readonly address: string;
  readonly port: number;
}

/** What became of one request; nothing at all: it was good. */
export interface ProbeAnswer {
  /** How it failed; absent: it was good. */
  readonly failed?: ProbeFailure;
  /** What was wrong, in words for people. */
  readonly problem?: string;
  /** The version of the application that answered. */
  readonly version?: string;
}

/** What requests are sent over, one at a time. */
export interface ProbeConnection {
  /**
   * Sends one request. An error with a code of the network or of TLS is a failure of that kind; any other error is a mistake of the probe itself,
   * which says nothing about the other side. At the deadline `signal` is aborted, and whatever comes after that is not looked at.
   */
  probe(signal: AbortSignal): Promise<ProbeAnswer | undefined>;
  /** Told once: after the last request, or at the deadline of one that is under way. */
  close(): void;
  /** Of a kept connection: the other side has ended it meanwhile, so that it cannot be used again. */
  readonly ended?: boolean;
}

/** A way to ask whether a subject works, for what is neither HTTP nor a bare connect. It runs in the process of the load. */
export interface Probe<Options = unknown> {
  /** The word after `probe:` in a load. */
  readonly name: string;
  /** One sentence, shown in the JSON Schema. */
  readonly summary: string;
  /** Parses the options as written. */
  readonly schema: z.ZodType<Options>;
  /**
   * Opens a connection: for each request of the stream `new`, and of `keep-alive` whenever none is idle. Its time is part of the request's latency, its
   * failure the request's. Heed `signal`: after the deadline nobody waits for it.
   */
  open(target: ProbeTarget, options: Options, signal: AbortSignal): Promise<ProbeConnection>;
}
