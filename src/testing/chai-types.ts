/// <reference types="chai" preserve="true" />
import type { HistoryEvent } from '../history/history-event.ts';

/** Judged at once about a run that is over; about a session a promise, to be awaited. */
type Judged = PromiseLike<void> & Chai.Assertion;

interface Availability {
  /** Of this load; may be left out when there is only one. */
  for(load: string): Availability;
  during(window: 'steady' | 'chaos' | 'recovery' | 'run'): Availability;
  /** A share of 0..1, or a text such as `99.5%`. */
  above(share: number | string): Judged;
  below(share: number | string): Judged;
  readonly at: { least(share: number | string): Judged; most(share: number | string): Judged };
}

interface Exited {
  /** At all, or with this code. */
  (code?: number): Judged;
  readonly with: { code(code: number): Judged; signal(name: string): Judged };
}

interface Within {
  within(duration: string): Judged;
}

type EventMatcher = (matches: (event: HistoryEvent) => boolean, what?: string) => Chai.Assertion;

declare global {
  namespace Chai {
    interface Assertion {
      readonly no: Assertion;
      readonly availability: Availability;
      readonly outage: { for(load: string): Assertion['outage']; longerThan(duration: string): Judged };
      readonly exited: Exited;
      /** At all, or so many times. */
      restarted(times?: number): Judged & { readonly times: Judged };
      readonly become: Readonly<Record<'healthy' | 'unhealthy' | 'starting' | 'running' | 'paused' | 'exited' | 'removed', Within>>;
      readonly serve: { version(version: string): { readonly with: { share(share: number): Judged } } };
      readonly sometime: EventMatcher;
      readonly always: EventMatcher;
      readonly never: EventMatcher;
    }
  }
}
