import { randomUUID } from 'node:crypto';
import { RealClock } from '../../src/clock/real-clock.ts';
import type { ContainerSnapshot, Engine } from '../../src/engine/engine.ts';
import { RUN_LABEL } from '../../src/engine/labels.ts';
import type { Fault, FaultContext, Injected } from '../../src/faults/fault.ts';
import { performUndo, type UndoOutcome } from '../../src/faults/perform-undo.ts';
import type { UndoAction } from '../../src/faults/undo-action.ts';
import { removeRun } from '../../src/run/cleanup/remove-run.ts';
import type { ContainerSpec } from '../../src/scenario/container-spec.ts';
import type { Target } from '../../src/targets/target.ts';
import { plainSpec } from './plain-spec.ts';

/** What the sample images print once they do what a test asks of them. */
const READY = /I am alive|listening on \d+|staying/;
const PATIENCE_MS = 20_000;
const FOREIGN_LABEL = 'test.foreign';

export interface RunOptions {
  readonly spec?: Partial<ContainerSpec>;
  /** Container ports to publish, each on a free port of the engine's host. */
  readonly ports?: readonly number[];
  /** These on given ones: host port by container port. */
  readonly publish?: Readonly<Record<number, number>>;
  readonly name?: string;
  readonly started?: boolean;
  /** As somebody else has it: without the label of a run, so that scenarios can attach to it. */
  readonly foreign?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Containers of one test, made through the Engine port, each with the label of a run that is the test's own. */
export class Containers {
  readonly engine: Engine;
  readonly runId = `test-${randomUUID().slice(0, 8)}`;
  readonly context: FaultContext;
  #count = 0;

  constructor(engine: Engine) {
    this.engine = engine;
    this.context = {
      engine,
      clock: new RealClock(),
      signal: new AbortController().signal,
      createTarget: () => Promise.reject(new Error('this test holds no container back')),
    };
  }

  /** Returns a container of the image as a fault's target, running and past its first line of output. */
  async run(image: string, options: RunOptions = {}): Promise<Target> {
    const { spec = {}, ports = [], publish: fixed = {}, started = true, foreign = false, labels: own = {} } = options;
    await this.engine.ensureImage(image, () => undefined);
    const name = options.name ?? `${this.runId}-${++this.#count}`;
    const free = await this.engine.findFreePorts(ports.length);
    const published = [...ports.map((port, index) => [port, free[index] ?? 0] as const), ...Object.entries(fixed)];
    const publish = Object.fromEntries(published.map(([port, host]) => [`${port}/tcp`, host]));
    const labels = { [foreign ? FOREIGN_LABEL : RUN_LABEL]: this.runId, ...own };
    const { id } = await this.engine.createContainer({
      name,
      spec: specOf(image, spec, [...ports, ...Object.keys(fixed).map(Number)]),
      image,
      labels,
      publish,
      networks: [],
    });
    const target = { subject: 'web', name, id, labels };
    if (started) {
      await this.engine.startContainer(id);
      await this.untilPrinted(target, READY);
    }
    return target;
  }

  /** Prepares and injects; returns both halves of what the fault says about itself. */
  async inject<O>(fault: Fault<O>, options: object, target: Target): Promise<Injected & { readonly undo: readonly UndoAction[] }> {
    const prepared = await fault.prepare(fault.schema.parse(options), target, this.context);
    return { ...(await prepared.inject()), undo: prepared.undo };
  }

  async undo(actions: readonly UndoAction[]): Promise<UndoOutcome[]> {
    const outcomes: UndoOutcome[] = [];
    for (const action of actions) outcomes.push(await performUndo(this.engine, action));
    return outcomes;
  }

  /** Returns the container as it is once `holds` says so, looking again at each of its events. */
  async until(target: Target, holds: (snapshot: ContainerSnapshot) => boolean): Promise<ContainerSnapshot> {
    const watching = new AbortController();
    const signal = AbortSignal.any([watching.signal, AbortSignal.timeout(PATIENCE_MS)]);
    try {
      const events = this.engine.events({ sinceMs: Date.now() - 1000, signal })[Symbol.asyncIterator]();
      for (;;) {
        const next = events.next();
        const snapshot = await this.state(target);
        if (holds(snapshot)) return snapshot;
        if ((await next).done === true) throw new Error(`${target.name} did not get there; it is ${snapshot.status}, ${snapshot.health}`);
      }
    } finally {
      watching.abort();
    }
  }

  /** Resolves when the engine tells of such an event of the container, from now on. */
  async untilEvent(target: Target, action: string): Promise<void> {
    const watching = new AbortController();
    const signal = AbortSignal.any([watching.signal, AbortSignal.timeout(PATIENCE_MS)]);
    try {
      for await (const item of this.engine.events({ sinceMs: Date.now(), signal })) {
        if (item.kind === 'event' && item.event.id === target.id && item.event.action === action) return;
      }
    } finally {
      watching.abort();
    }
    throw new Error(`no event ${action} of ${target.name}`);
  }

  /** Resolves with the line once the container has printed one that matches. */
  async untilPrinted(target: Target, pattern: RegExp): Promise<string> {
    const printing = new AbortController();
    const signal = AbortSignal.any([printing.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const lines: string[] = [];
    try {
      for await (const { text } of this.engine.logs(target.id, { follow: true, signal })) {
        if (pattern.test(text)) return text;
        lines.push(text);
      }
    } finally {
      printing.abort();
    }
    throw new Error(`${target.name} never printed ${pattern.source}, but: ${lines.join(' | ')}`);
  }

  async state(target: Target): Promise<ContainerSnapshot> {
    const snapshot = await this.engine.inspectContainer(target.id);
    if (!snapshot) throw new Error(`${target.name} is gone`);
    return snapshot;
  }

  async removeAll(): Promise<void> {
    const foreign = await this.engine.listContainers({ labels: [`${FOREIGN_LABEL}=${this.runId}`] });
    for (const { id } of foreign) await this.engine.removeContainer(id);
    const { failed } = await removeRun(this.engine, this.runId);
    if (failed.length > 0) throw new Error(failed.map(({ what, message }) => `${what}: ${message}`).join('; '));
  }
}

function specOf(image: string, spec: Partial<ContainerSpec>, ports: readonly number[]): ContainerSpec {
  return plainSpec({ image, ports: ports.map((container) => ({ container, protocol: 'tcp' })), ...spec });
}
