import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import type { BadWindow } from './bad-window.ts';

const ns = z.string().regex(/^\d+$/).transform(BigInt);
const logLine = z.discriminatedUnion('event', [
  z.object({ event: z.literal('listening'), ns, port: z.number() }),
  z.object({ event: z.literal('started'), ns }),
  z.object({ event: z.literal('continued'), ns }),
  z.object({ event: z.literal('caught-up'), ns }),
  z.object({ event: z.literal('window'), ns, index: z.number(), state: z.enum(['began', 'ended']) }),
  z.object({
    event: z.literal('ended'),
    ns,
    connections: z.number(),
    requests: z.number(),
    givenUp: z.number(),
    outcomes: z.record(z.string(), z.number()),
  }),
]);
type LogLine = z.infer<typeof logLine>;

export interface TruthServerOptions {
  /** Its program. */
  readonly file: string;
  readonly script: readonly BadWindow[];
  readonly serviceMs: number;
  /** Not with the first request, but at the time that `startAt` names. */
  readonly startsWhenTold?: boolean;
  /** Absent: one that is free. */
  readonly port?: number;
  /** The one processor that it runs on; absent: any. */
  readonly cpu?: number | undefined;
}

export interface ServerCounts {
  readonly connections: number;
  readonly requests: number;
  /** Whose client had gone when it was their turn. */
  readonly givenUp: number;
  readonly outcomes: Readonly<Record<string, number>>;
}

/** The running server of server.c and what it has written into its log. */
export class TruthServer {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #script: readonly BadWindow[];
  readonly #log: LogLine[] = [];
  readonly #exited: Promise<unknown>;
  #onLine: () => void = () => undefined;

  private constructor({ file, script, serviceMs, startsWhenTold = false, port = 0, cpu }: TruthServerOptions) {
    this.#script = script;
    const windows = script.flatMap((window) => ['--window', scripted(window)]);
    const told = startsWhenTold ? ['--start', 'told'] : [];
    const options = ['--port', String(port), '--service-us', String(serviceMs * 1000), ...told, ...windows];
    const pinned = cpu === undefined ? [] : ['taskset', '-c', String(cpu)];
    this.#child = spawn('env', [...pinned, file, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
    // A server that was killed cannot be told anything more.
    this.#child.stdin.on('error', () => undefined);
    this.#exited = once(this.#child, 'close');
    createInterface(this.#child.stdout).on('line', (line) => {
      this.#log.push(logLine.parse(JSON.parse(line)));
      this.#onLine();
    });
  }

  /** Resolves when it listens. */
  static async start(options: TruthServerOptions): Promise<TruthServer> {
    const server = new TruthServer(options);
    await server.#logged('listening');
    return server;
  }

  get port(): number {
    return this.#find('listening')?.port ?? 0;
  }

  /** When it was ready for its first connection. */
  get listeningNs(): bigint {
    return this.#find('listening')?.ns ?? 0n;
  }

  /** Lets the script begin at an instant of the monotonic clock. */
  startAt(atNs: bigint): void {
    this.#child.stdin.write(`start ${atNs}\n`);
  }

  /** Resolves with the instant at which the script began. */
  async started(): Promise<bigint> {
    return (await this.#logged('started')).ns;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Lets it go on after SIGSTOP. Resolves with when it did, and when it had worked off what came meanwhile. */
  async continue(): Promise<{ readonly continuedNs: bigint; readonly caughtUpNs: bigint }> {
    this.signal('SIGCONT');
    return { continuedNs: (await this.#logged('continued')).ns, caughtUpNs: (await this.#logged('caught-up')).ns };
  }

  /** The windows that it has been through, as it really had them; in ms from `originNs`. */
  windows(originNs: bigint): BadWindow[] {
    return this.#script.flatMap((window, index) => {
      const [fromMs, untilMs] = (['began', 'ended'] as const).map((state) => {
        const line = this.#log.find((one) => one.event === 'window' && one.index === index && one.state === state);
        return line === undefined ? undefined : Number(line.ns - originNs) / 1e6;
      });
      return fromMs === undefined || untilMs === undefined ? [] : [{ ...window, fromMs, untilMs }];
    });
  }

  /** Ends it; returns what it has counted, unless it was killed before. */
  async stop(): Promise<ServerCounts | undefined> {
    this.#child.stdin.end();
    await this.#exited;
    const ended = this.#find('ended');
    if (ended === undefined) return undefined;
    const { connections, requests, givenUp, outcomes } = ended;
    return { connections, requests, givenUp, outcomes };
  }

  #find<E extends LogLine['event']>(event: E): Extract<LogLine, { event: E }> | undefined {
    return this.#log.find((line): line is Extract<LogLine, { event: E }> => line.event === event);
  }

  async #logged<E extends LogLine['event']>(event: E): Promise<Extract<LogLine, { event: E }>> {
    for (;;) {
      const line = this.#find(event);
      if (line !== undefined) return line;
      const more = new Promise<string>((resolve) => (this.#onLine = () => resolve('line')));
      if ((await Promise.race([more, this.#exited])) !== 'line') throw new Error(`The server ended before it was ${event}.`);
    }
  }
}

function scripted({ kind, fromMs, untilMs, delayMs }: BadWindow): string {
  return `${fromMs}:${untilMs - fromMs}:${kind}${delayMs === undefined ? '' : `:${delayMs}`}`;
}
