import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainer } from './subject-container.ts';
import type { SubjectContainers } from './subject-containers.ts';

/** How much of one container's output enters the history; a chatty program must not drown the evidence. */
const LIMIT_BYTES = 256 * 1024;
const LINE_LIMIT = 2000;

interface Progress {
  lastEpochMs: number;
  bytes: number;
  following: AbortController | undefined;
}

/** Writes what the run's containers print into the history, from each start to its end. */
export class LogFollower {
  readonly #context: RunContext;
  readonly #containers: SubjectContainers;
  readonly #progress = new Map<string, Progress>();
  readonly #sinceMs: number;
  readonly #running = new Set<Promise<void>>();
  readonly #unsubscribe: () => void;

  /** @param sinceMs Unix epoch: what attached containers printed before is not the run's. */
  constructor(context: RunContext, containers: SubjectContainers, sinceMs: number) {
    this.#context = context;
    this.#containers = containers;
    this.#sinceMs = sinceMs;
    this.#unsubscribe = context.recorder.subscribe((event) => {
      if (event.type === 'engine-event' && event.action === 'start') this.follow(containers.named(event.container));
    });
  }

  /** Follows a container's output until its process ends. */
  follow(container: SubjectContainer): void {
    const progress = this.#progressOf(container);
    if (progress.following !== undefined) return;
    const following = new AbortController();
    progress.following = following;
    const work = this.#copy(container, progress, following.signal).finally(() => {
      progress.following = undefined;
      this.#running.delete(work);
    });
    this.#running.add(work);
  }

  /** Stops following and fetches what has not come through yet. */
  async finish(): Promise<void> {
    this.#unsubscribe();
    for (const progress of this.#progress.values()) progress.following?.abort();
    await Promise.allSettled(this.#running);
    await Promise.allSettled(
      this.#containers.all.filter(({ id }) => id !== '').map(async (container) => this.#copy(container, this.#progressOf(container))),
    );
  }

  #progressOf(container: SubjectContainer): Progress {
    const known = this.#progress.get(container.id);
    if (known !== undefined) return known;
    const fresh: Progress = { lastEpochMs: this.#sinceMs, bytes: 0, following: undefined };
    this.#progress.set(container.id, fresh);
    return fresh;
  }

  async #copy(container: SubjectContainer, progress: Progress, signal?: AbortSignal): Promise<void> {
    if (progress.bytes > LIMIT_BYTES) return;
    const request = { sinceMs: progress.lastEpochMs, follow: signal !== undefined, ...(signal === undefined ? {} : { signal }) };
    try {
      for await (const line of this.#context.engine.logs(container.id, request)) {
        if (line.epochMs <= progress.lastEpochMs) continue;
        progress.lastEpochMs = line.epochMs;
        progress.bytes += line.text.length;
        const last = progress.bytes > LIMIT_BYTES;
        this.#write(container, line.stream, line.text, line.epochMs, last);
        // What follows is not even read: a program may print gigabytes.
        if (last) return;
      }
    } catch (error) {
      // Swarm removes the containers of old tasks by itself.
      if (signal?.aborted === true || (container.task !== undefined && isGone(error))) return;
      this.#context.recorder.append({
        type: 'warning',
        code: 'logs',
        message: `Output of ${container.name} is incomplete: ${describeError(error)}`,
      });
    }
  }

  #write(container: SubjectContainer, stream: 'stdout' | 'stderr', text: string, epochMs: number, last: boolean): void {
    const { recorder, clock } = this.#context;
    const { subject, name, incarnation } = container;
    recorder.append({
      type: 'log',
      subject,
      container: name,
      incarnation,
      stream,
      text: text.slice(0, LINE_LIMIT),
      atMs: clock.fromWallMs(epochMs),
    });
    if (last) recorder.append({ type: 'log-truncated', subject, container: name, limitBytes: LIMIT_BYTES });
  }
}

function isGone(error: unknown): boolean {
  return error instanceof FaultlineError && error.code === 'ERR_TARGET_GONE';
}
