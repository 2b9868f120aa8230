/** Where a request goes: an address of the engine's host with the port a container publishes, or the URL's own host. */
export interface Endpoint {
  /** Absent for an external URL. */
  readonly container?: string;
  readonly address: string;
  readonly port: number;
}

/** Returns whether two lists name the same endpoints in the same order. */
export function sameEndpoints(some: readonly Endpoint[], others: readonly Endpoint[]): boolean {
  const key = (endpoint: Endpoint): string => `${endpoint.container ?? ''} ${endpoint.address} ${endpoint.port}`;
  return some.length === others.length && some.every((endpoint, index) => key(endpoint) === key(others[index] ?? endpoint));
}
