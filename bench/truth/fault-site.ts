import { RealClock } from '../../src/clock/real-clock.ts';
import type { BadWindow } from './bad-window.ts';
import type { Episode, FaultClass } from './fault-class.ts';
import { TruthServer } from './truth-server.ts';

/** How long the server takes to answer when it is well. */
export const SERVICE_MS = 1;

/** One server that will be bad in one way, for one tool to measure. */
export class FaultSite {
  readonly #file: string;
  readonly #outside: FaultClass['outside'];
  readonly #planned: readonly BadWindow[];
  readonly #clock = new RealClock();
  #server: TruthServer;
  #imposed: Promise<BadWindow[]> | undefined;

  private constructor(file: string, outside: FaultClass['outside'], planned: readonly BadWindow[], server: TruthServer) {
    this.#file = file;
    this.#outside = outside;
    this.#planned = planned;
    this.#server = server;
  }

  /** `begins`: whether the windows are counted from the first request or from an instant that is told. */
  static async open(
    file: string,
    { windows, outside }: FaultClass,
    episode: Episode,
    begins: 'told' | 'first request',
  ): Promise<FaultSite> {
    const planned = windows(episode);
    const script = outside === undefined ? planned : [];
    const server = await TruthServer.start({ file, script, serviceMs: SERVICE_MS, startsWhenTold: begins === 'told' });
    return new FaultSite(file, outside, planned, server);
  }

  get port(): number {
    return this.#server.port;
  }

  /** Lets the windows be counted from that instant, which has not come yet. */
  beginAt(atNs: bigint): void {
    this.#server.startAt(atNs);
    this.#follow(atNs);
  }

  /** Lets the windows be counted from the first request; returns when that was. */
  async beginWithFirstRequest(): Promise<bigint> {
    const atNs = await this.#server.started();
    this.#follow(atNs);
    return atNs;
  }

  /** Ends the server; returns the windows as they really were. */
  async close(originNs: bigint): Promise<BadWindow[]> {
    const imposed = await this.#imposed;
    await this.#server.stop();
    return imposed ?? this.#server.windows(originNs);
  }

  #follow(originNs: bigint): void {
    if (this.#outside !== undefined) this.#imposed = this.#impose(this.#outside, originNs);
  }

  async #impose(how: 'SIGSTOP' | 'SIGKILL', originNs: bigint): Promise<BadWindow[]> {
    const originMs = Number(originNs - this.#clock.originNs) / 1e6;
    const windows: BadWindow[] = [];
    for (const window of this.#planned) {
      await this.#clock.sleepUntil(originMs + window.fromMs);
      this.#server.signal(how);
      const fromMs = this.#clock.now() - originMs;
      await this.#clock.sleepUntil(originMs + window.untilMs);
      windows.push({ ...window, fromMs, ...(await this.#repair(how, originNs)) });
    }
    return windows;
  }

  /** Returns when it was well again, in ms from `originNs`. */
  async #repair(how: 'SIGSTOP' | 'SIGKILL', originNs: bigint): Promise<Pick<BadWindow, 'untilMs' | 'caughtUpMs'>> {
    const ms = (atNs: bigint) => Number(atNs - originNs) / 1e6;
    if (how === 'SIGSTOP') {
      const { continuedNs, caughtUpNs } = await this.#server.continue();
      return { untilMs: ms(continuedNs), caughtUpMs: ms(caughtUpNs) };
    }
    this.#server = await TruthServer.start({ file: this.#file, script: [], serviceMs: SERVICE_MS, port: this.port });
    return { untilMs: ms(this.#server.listeningNs) };
  }
}
