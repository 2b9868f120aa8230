import { describeError } from '../errors/describe-error.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { Endpoint } from '../load/endpoint.ts';
import { EndpointFollower } from '../load/endpoint-follower.ts';
import type { Prober } from '../load/prober.ts';
import { startPressure } from '../load/start-pressure.ts';
import { startProber } from '../load/start-prober.ts';
import type { LoadSpec, PressureSpec } from '../scenario/scenario.ts';
import { RunAbort } from './run-abort.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainers } from './subject-containers.ts';
import { waitUntilAnswered } from './wait-until-answered.ts';

const DEFAULT_READY_MS = 30_000;
/** After these a container may be reached elsewhere, or not at all. */
const moves = new Set(['start', 'die', 'destroy', 'pause', 'unpause']);

interface Following {
  readonly load: string;
  readonly follower: EndpointFollower;
  readonly onEndpoints: (endpoints: readonly Endpoint[]) => void;
}

/** The loads and pressures of a run, each sent to where its subject can be reached now. */
export class LoadSession {
  readonly #context: RunContext;
  readonly #containers: SubjectContainers;
  readonly #probers: Prober[] = [];
  readonly #pressures: { stop(): Promise<unknown> }[] = [];
  readonly #following: Following[] = [];
  #looking: Promise<void> = Promise.resolve();
  #unsubscribe: () => void = () => undefined;

  constructor(context: RunContext, containers: SubjectContainers) {
    this.#context = context;
    this.#containers = containers;
  }

  /** Starts every load; returns the run time from which all of them measure. */
  async start(): Promise<number> {
    const { scenario, recorder, clock } = this.#context;
    this.#unsubscribe = recorder.subscribe((event) => this.#onEvent(event));
    await Promise.all(Object.entries(scenario.load).map(async ([name, spec]) => this.#startLoad(name, spec)));
    await Promise.all(Object.entries(scenario.pressure).map(async ([name, spec]) => this.#startPressure(name, spec)));
    return clock.now();
  }

  /** Resolves when every request has ended and is in the history. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    await this.#looking;
    await Promise.allSettled(this.#pressures.splice(0).map(async (pressure) => pressure.stop()));
    await Promise.allSettled(this.#probers.splice(0).map(async (prober) => prober.stop()));
  }

  async #startLoad(load: string, spec: LoadSpec): Promise<void> {
    const { recorder, clock, signal } = this.#context;
    const follower = await this.#follower(spec.url);
    this.#recordEndpoints(load, follower, 'start');
    await Promise.all(
      follower.endpoints.map(async (endpoint) =>
        waitUntilAnswered(this.#context, load, spec, endpoint, this.#readyWithinMs(follower.subject)),
      ),
    );
    signal.throwIfAborted();
    const { url, ratePerSecond, timeoutMs, streams } = spec;
    recorder.append({ type: 'load-started', load, url, ratePerSecond, timeoutMs, streams });
    const prober = await startProber({
      load,
      spec,
      clock,
      // In the past: it begins as soon as its process is ready.
      startAtMs: 0,
      endpoints: follower.endpoints,
      onBucket: (bucket) => recorder.append(bucket),
      onFailure: (error) => this.#context.abort(new RunAbort('failed', error)),
    });
    this.#probers.push(prober);
    this.#following.push({ load, follower, onEndpoints: (endpoints) => prober.setEndpoints(endpoints) });
  }

  async #startPressure(name: string, spec: PressureSpec): Promise<void> {
    const follower = await this.#follower(spec.url);
    const pressure = await startPressure({
      name,
      spec,
      endpoints: follower.endpoints,
      onReport: (report) => this.#context.recorder.append({ type: 'pressure', pressure: name, ...report }),
      onFailure: (error) => this.#context.recorder.append({ type: 'warning', code: 'pressure', message: describeError(error) }),
    });
    this.#pressures.push(pressure);
    this.#following.push({ load: name, follower, onEndpoints: (endpoints) => pressure.setEndpoints(endpoints) });
  }

  async #follower(url: string): Promise<EndpointFollower> {
    const subjects = new Map<string, { name: string; snapshot: Awaited<ReturnType<RunContext['engine']['inspectContainer']>> }[]>();
    for (const subject of Object.keys(this.#context.scenario.subjects)) {
      const containers = this.#containers.of(subject);
      const looked = containers.map(async ({ name, id }) => ({
        name,
        snapshot: id === '' ? undefined : await this.#context.engine.inspectContainer(id),
      }));
      subjects.set(subject, await Promise.all(looked));
    }
    return new EndpointFollower(url, subjects, this.#context.engine.hostAddress);
  }

  #readyWithinMs(subject: string | undefined): number {
    const spec = subject === undefined ? undefined : this.#context.scenario.subjects[subject];
    return spec?.kind === 'container' ? spec.readyWithinMs : DEFAULT_READY_MS;
  }

  #onEvent(event: HistoryEvent): void {
    if (event.type !== 'engine-event' || !moves.has(event.action)) return;
    if (!this.#following.some(({ follower }) => follower.subject === event.subject)) return;
    // One after the other, so that an older look never overwrites a newer one.
    this.#looking = this.#looking.then(async () => this.#lookAgain(event.container, event.action)).catch(() => undefined);
  }

  async #lookAgain(name: string, action: string): Promise<void> {
    const snapshot = await this.#context.engine.inspectContainer(this.#containers.named(name).id);
    for (const { load, follower, onEndpoints } of this.#following) {
      const changed = follower.update(name, snapshot);
      if (changed === undefined) continue;
      onEndpoints(changed);
      this.#recordEndpoints(load, follower, `${name}: ${action}`);
    }
  }

  #recordEndpoints(load: string, { route, endpoints }: EndpointFollower, reason: string): void {
    this.#context.recorder.append({ type: 'endpoint', load, route, endpoints, reason });
  }
}
