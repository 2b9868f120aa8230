import type { EngineAddress } from './address/engine-address.ts';

export interface ConnectOptions {
  /** How long to wait for the first answer. */
  readonly timeoutMs?: number;
  /** How long the event stream tries to come back after a dropped connection. */
  readonly eventsGiveUpMs?: number;
  /** Directory of the sample images; by default the one that comes with faultline. */
  readonly imagesRoot?: string;
  /** The engines of other nodes of the Swarm, by node id or host name, for operations on the containers of tasks there. */
  readonly nodes?: Readonly<Record<string, EngineAddress>>;
}
