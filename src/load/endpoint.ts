/** Where a request goes: an address of the engine's host with the port a container publishes, or the URL's own host. */
export interface Endpoint {
  /** Absent for an external URL. */
  readonly container?: string;
  readonly address: string;
  readonly port: number;
}
