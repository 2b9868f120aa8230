import type { ContainerSnapshot } from '../engine/engine.ts';
import { sameEndpoints, type Endpoint } from './endpoint.ts';
import { isReachable, loadTarget, publishedEndpoint, resolveEndpoints, type SubjectContainer } from './resolve-endpoints.ts';

/** Where a load's requests go while containers stop, start and change their ports. */
export class EndpointFollower {
  readonly route: 'published-port' | 'external';
  /** The subject whose name is the URL's host; undefined for an external URL. */
  readonly subject: string | undefined;
  readonly #port: number;
  readonly #hostAddress: string;
  readonly #byContainer = new Map<string, Endpoint | undefined>();
  #endpoints: readonly Endpoint[];

  /** @throws ERR_SCENARIO_INVALID when no load can be sent to the URL, or a running container does not publish its port. */
  constructor(url: string, subjects: ReadonlyMap<string, readonly SubjectContainer[]>, hostAddress: string) {
    const resolved = resolveEndpoints(url, subjects, hostAddress);
    this.route = resolved.route;
    this.subject = resolved.subject;
    this.#port = loadTarget(url).port;
    this.#hostAddress = hostAddress;
    this.#endpoints = resolved.endpoints;
    const containers = resolved.subject === undefined ? [] : (subjects.get(resolved.subject) ?? []);
    for (const { name } of containers) {
      this.#byContainer.set(
        name,
        resolved.endpoints.find((endpoint) => endpoint.container === name),
      );
    }
  }

  get endpoints(): readonly Endpoint[] {
    return this.#endpoints;
  }

  /**
   * Returns the endpoints after a container's state was looked at; undefined when they are as before, or it is not one of the load's. When no container
   * is reachable the last known endpoints stay: clients would still go there, and be refused.
   */
  update(container: string, snapshot: ContainerSnapshot | undefined): readonly Endpoint[] | undefined {
    if (!this.#byContainer.has(container)) return undefined;
    const endpoint = isReachable(snapshot) ? publishedEndpoint(container, snapshot, this.#port, this.#hostAddress) : undefined;
    this.#byContainer.set(container, endpoint);
    const reachable = [...this.#byContainer.values()].filter((one) => one !== undefined);
    if (reachable.length === 0 || sameEndpoints(reachable, this.#endpoints)) return undefined;
    this.#endpoints = reachable;
    return reachable;
  }
}
