/** Where a Docker Engine is and how to get in. */
export interface EngineAddress {
  /** 'unix:///path', 'tcp://host:port' or 'ssh://user@host:port'. */
  readonly endpoint: string;
  /** Where its published ports are reached, when that does not follow from the endpoint. */
  readonly hostAddress?: string;
  readonly tls?: EngineTls;
  /** API version to talk instead of the newest one that the engine knows, such as '1.41'. */
  readonly apiVersion?: string;
  /** What named this address, for people: 'DOCKER_HOST', "the docker context 'lab'". */
  readonly source?: string;
}

/** Key material as PEM text. */
export interface EngineTls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** False: any server certificate is accepted. */
  readonly verify: boolean;
}
