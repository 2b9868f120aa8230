import autocannon from 'autocannon';
import type { Endpoint } from './endpoint.ts';

/** autocannon reconnects to a closed port at once and without end, thousands of times a second: after so many errors it is stopped … */
const ERRORS_PER_CONNECTION = 2;
/** … and begins again after a pause that doubles, until a response was seen. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;
const ENDLESS_S = 1_000_000;

export interface PressureOptions {
  readonly url: string;
  readonly connections: number;
  readonly onResponse: (bytes: number) => void;
  readonly onRestart: () => void;
}

/** Closed-loop traffic to one endpoint, for as long as it is wanted. */
export class PressureGenerator {
  readonly #endpoint: Endpoint;
  readonly #options: PressureOptions;
  #running: autocannon.Instance | undefined;
  #retry: NodeJS.Timeout | undefined;
  #pauseMs = FIRST_PAUSE_MS;

  constructor(endpoint: Endpoint, options: PressureOptions) {
    this.#endpoint = endpoint;
    this.#options = options;
    this.#begin();
  }

  stop(): void {
    clearTimeout(this.#retry);
    const before = this.#running;
    this.#running = undefined;
    before?.stop();
  }

  #begin(): void {
    const { url, connections, onResponse } = this.#options;
    const instance = autocannon(
      {
        url: endpointUrl(url, this.#endpoint),
        headers: { host: new URL(url).host },
        connections,
        pipelining: 1,
        timeout: 1,
        duration: ENDLESS_S,
        sampleInt: 100,
        bailout: ERRORS_PER_CONNECTION * connections,
      },
      () => this.#ended(instance),
    );
    instance.on('response', (_client, _status, bytes) => {
      this.#pauseMs = FIRST_PAUSE_MS;
      onResponse(bytes);
    });
    this.#running = instance;
  }

  #ended(instance: autocannon.Instance): void {
    if (this.#running !== instance) return;
    this.#running = undefined;
    this.#options.onRestart();
    this.#retry = setTimeout(() => this.#begin(), this.#pauseMs);
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2);
  }
}

function endpointUrl(text: string, { address, port }: Endpoint): string {
  const url = new URL(text);
  return `${url.protocol}//${address.includes(':') ? `[${address}]` : address}:${port}${url.pathname}${url.search}`;
}
