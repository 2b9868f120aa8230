import { describeError } from '../errors/describe-error.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { Endpoint } from '../load/endpoint.ts';
import { EndpointFollower } from '../load/endpoint-follower.ts';
import type { Prober } from '../load/prober.ts';
import { startPressure } from '../load/start-pressure.ts';
import { preflight } from '../load/self-check/preflight.ts';
import { startProber } from '../load/start-prober.ts';
import { TaskEndpoints } from '../load/task-endpoints.ts';
import type { LoadSpec, PressureSpec, Scenario } from '../scenario/scenario.ts';
import { openRoute, routedTasks, type LoadRoute, type RoutedSubjects } from './load-route.ts';
import { RunAbort } from './run-abort.ts';
import type { RunContext } from './run-context.ts';
import type { RunNetworks } from './run-networks.ts';
import type { SubjectService } from './subject-service.ts';
import { waitUntilAnswered } from './wait-until-answered.ts';

const DEFAULT_READY_MS = 30_000;
/** After these a container may be reached elsewhere, or not at all. */
const moves = new Set(['start', 'die', 'destroy', 'pause', 'unpause']);

interface Following {
  readonly load: string;
  readonly route: LoadRoute;
  readonly onEndpoints: (endpoints: readonly Endpoint[]) => void;
}

/** The loads and pressures of a run, each sent to where its subject can be reached now. */
export class LoadSession {
  readonly #context: RunContext;
  readonly #subjects: RoutedSubjects;
  readonly #probers = new Map<string, Prober>();
  readonly #pressures = new Map<string, { stop(): Promise<unknown> }>();
  #following: Following[] = [];
  #looking: Promise<void> = Promise.resolve();
  readonly #unsubscribe: () => void;

  constructor(context: RunContext, subjects: RoutedSubjects) {
    this.#context = context;
    this.#subjects = subjects;
    subjects.tasks.onChange((service) => this.#onTasks(service));
    this.#unsubscribe = context.recorder.subscribe((event) => this.#onEvent(event));
  }

  /** Starts loads; returns the run time from which all of them measure. */
  async start(networks: RunNetworks, { load: all, pressure }: Pick<Scenario, 'load' | 'pressure'>): Promise<number> {
    // Every way is open before the first request is measured: an image for a proxy may have to be built.
    const loads = Object.entries(all).map(async ([load, spec]) => ({
      load,
      spec,
      route: await this.#openRoute(load, spec, networks),
    }));
    await Promise.all((await Promise.all(loads)).map(async ({ load, spec, route }) => this.#startLoad(load, spec, route)));
    await Promise.all(Object.entries(pressure).map(async ([name, spec]) => this.#startPressure(name, spec, networks)));
    return this.#context.clock.now();
  }

  /** Returns which loads are being measured. */
  get measuring(): readonly string[] {
    return [...this.#probers.keys()];
  }

  /** Resolves when every request has ended and is in the history. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    await this.#looking;
    this.#following = [];
    for (const running of [this.#pressures, this.#probers]) {
      const all = [...running.values()];
      running.clear();
      await Promise.allSettled(all.map(async (one) => one.stop()));
    }
  }

  /** Resolves when every request of one load has ended and is in the history. */
  async stopLoad(load: string): Promise<void> {
    const prober = this.#probers.get(load);
    this.#probers.delete(load);
    this.#following = this.#following.filter((following) => following.load !== load);
    await prober?.stop();
  }

  async #openRoute(load: string, spec: LoadSpec, networks: RunNetworks): Promise<LoadRoute> {
    const route = await openRoute(this.#context, this.#subjects, networks, { name: load, url: spec.url, spec });
    this.#recordEndpoints(load, route, 'start');
    await Promise.all(
      route.endpoints.map(async (endpoint) => waitUntilAnswered(this.#context, load, spec, endpoint, this.#readyWithinMs(route.subject))),
    );
    return route;
  }

  async #startLoad(load: string, spec: LoadSpec, route: LoadRoute): Promise<void> {
    const { recorder, clock, signal } = this.#context;
    const { url, ratePerSecond, stages, timeoutMs, streams } = spec;
    signal.throwIfAborted();
    if (spec.tls?.insecure === true) {
      const message = `The load ${load} accepts any certificate of ${url} (tls: insecure), so an expired or foreign one is not noticed.`;
      recorder.append({ type: 'warning', code: 'tls-insecure', message });
    }
    recorder.append({ type: 'load-started', load, url, ratePerSecond, ...(stages && { stages }), timeoutMs, streams });
    for (const warning of preflight(load, spec)) recorder.append({ type: 'warning', ...warning });
    const prober = await startProber({
      load,
      spec,
      clock,
      // In the past: it begins as soon as its process is ready.
      startAtMs: 0,
      endpoints: route.endpoints,
      onBucket: (bucket) => recorder.append(bucket),
      onVersion: (answered) => recorder.append(answered),
      onFailure: (error) => this.#context.abort(new RunAbort('failed', error)),
    });
    this.#probers.set(load, prober);
    this.#follow({ load, route, onEndpoints: (endpoints) => prober.setEndpoints(endpoints) });
  }

  async #startPressure(name: string, spec: PressureSpec, networks: RunNetworks): Promise<void> {
    const route = await openRoute(this.#context, this.#subjects, networks, { name, url: spec.url });
    const pressure = await startPressure({
      name,
      spec,
      endpoints: route.endpoints,
      onReport: (report) => this.#context.recorder.append({ type: 'pressure', pressure: name, ...report }),
      onFailure: (error) => this.#context.recorder.append({ type: 'warning', code: 'pressure', message: describeError(error) }),
    });
    this.#pressures.set(name, pressure);
    this.#follow({ load: name, route, onEndpoints: (endpoints) => pressure.setEndpoints(endpoints) });
  }

  /** Tasks may have come or gone while the load was being started. */
  #follow(following: Following): void {
    this.#following.push(following);
    const service = this.#subjects.services.of(following.route.subject ?? '');
    if (service !== undefined) this.#onTasks(service);
  }

  #readyWithinMs(subject: string | undefined): number {
    const spec = subject === undefined ? undefined : this.#context.scenario.subjects[subject];
    return spec?.kind === 'container' || spec?.kind === 'service' ? spec.readyWithinMs : DEFAULT_READY_MS;
  }

  #onTasks(service: SubjectService): void {
    for (const following of this.#following) {
      const { route } = following;
      if (!(route instanceof TaskEndpoints) || route.subject !== service.subject) continue;
      this.#change(following, route.update(routedTasks(this.#context, this.#subjects.tasks, service)), 'tasks changed');
    }
  }

  #onEvent(event: HistoryEvent): void {
    if (event.type !== 'engine-event' || !moves.has(event.action)) return;
    const concerned = this.#following.filter(({ route }) => route.subject === event.subject);
    if (event.action === 'die') {
      for (const following of concerned) {
        const { route } = following;
        if (route instanceof TaskEndpoints) this.#change(following, route.drop(event.container), `${event.container}: die`);
      }
    }
    if (!concerned.some(({ route }) => route instanceof EndpointFollower)) return;
    // One after the other, so that an older look never overwrites a newer one.
    this.#looking = this.#looking.then(async () => this.#lookAgain(event.container, event.action)).catch(() => undefined);
  }

  async #lookAgain(name: string, action: string): Promise<void> {
    const snapshot = await this.#context.engine.inspectContainer(this.#subjects.containers.named(name).id);
    for (const following of this.#following) {
      const { route } = following;
      if (route instanceof EndpointFollower) this.#change(following, route.update(name, snapshot), `${name}: ${action}`);
    }
  }

  #change(following: Following, changed: readonly Endpoint[] | undefined, reason: string): void {
    if (changed === undefined) return;
    following.onEndpoints(changed);
    this.#recordEndpoints(following.load, following.route, reason);
  }

  #recordEndpoints(load: string, { route, endpoints }: LoadRoute, reason: string): void {
    this.#context.recorder.append({ type: 'endpoint', load, route, endpoints, reason });
  }
}
