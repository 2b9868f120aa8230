import { writeFile } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describeError } from '../../src/errors/describe-error.ts';
import type { HistoryEvent, HistoryEventOf } from '../../src/history/history-event.ts';
import { built } from './built.ts';
import type { Figure, Measured } from './figure.ts';
import { intoParts } from './into-parts.ts';
import type { Job } from './job.ts';
import { say } from './say.ts';
import { SignalLog } from './signal-log.ts';
import { missingForShell, signalFromShell } from './signal-from-shell.ts';
import { WallClock } from './wall-clock.ts';

/** Signals that no program minds, one for each way to send it, so that the engine's events tell who it was. */
const OWN = { name: 'WINCH', number: 28 };
const SHELL = { name: 'URG', number: 23 };
const BARE = { name: 'CONT', number: 18 };
const EVERY_MS = 150;
const PARTS = 5;

type Engine = NonNullable<Job['engine']>;

/** Measures how long it takes from when a fault is due until the engine has carried it out, under a load of 1,000/s to the same container. */
export async function dispatch({ engine, quick, directory }: Job): Promise<Measured> {
  if (engine === undefined) throw new Error('dispatch needs an engine');
  const times = quick ? 20 : 100;
  const { chooseEngine, runScenarioFile } = await built('index');
  const clock = new WallClock();
  const connected = await chooseEngine(`private:${engine.name}`, say);
  const log = new SignalLog(connected, clock);
  const file = join(directory, 'dispatch.yaml');
  await writeFile(file, scenarioOf(times));
  const over = new AbortController();
  const watched = new WatchedRun(clock, times);
  say(`  the image, the container, the load, and a signal every ${EVERY_MS} ms`);
  try {
    const running = runScenarioFile(file, {
      engine: connected,
      out: directory,
      signal: over.signal,
      onEvent: (event) => watched.see(event),
    });
    const ended = running.then((runs) => Promise.reject(new Error(`The run ended early: ${describeError(runs[0]?.error)}`)));
    const others = measureOthers(watched, log, clock, engine, times);
    const measured = await Promise.race([others, ended]).finally(() => over.abort());
    await running;
    return measured;
  } finally {
    await log.close();
    await connected.close();
  }
}

/** What the others sent, they sent under the same load, one after the other. */
async function measureOthers(watched: WatchedRun, log: SignalLog, clock: WallClock, engine: Engine, times: number): Promise<Measured> {
  const container = await watched.allFired;
  const due = watched.dueMs();
  const called = log.calls(OWN.name);
  const happened = await log.events(OWN.number, times);
  say(`  ${called.length} signals by faultline; now ${times} bare calls and ${times} from a shell`);
  const bareCalled = await callBare(engine, container, clock, times);
  const bareHappened = await log.events(BARE.number, times);
  const missing = await missingForShell();
  const typed =
    missing.length > 0 ? [] : await signalFromShell({ endpoint: `unix://${engine.socket}`, container, signal: SHELL.name, times });
  const typedHappened = await log.events(SHELL.number, typed.length);
  const shell = typed.length === 0 ? undefined : { name: '`docker kill` from a shell → event', repetitions: between(typed, typedHappened) };
  const bare = { name: 'a bare API call → event', repetitions: between(bareCalled, bareHappened) };
  const figure = (
    what: string,
    statistic: Figure['statistic'],
    from: readonly number[],
    to: readonly number[],
    peer?: Figure['peer'],
  ): Figure => ({
    what,
    unit: 'ms',
    statistic,
    repetitions: between(from, to),
    ...(peer === undefined ? {} : { peer }),
  });
  return {
    figures: [
      figure('due → API call sent', 'p99', due, called, shell),
      figure('API call sent → container event', 'median', called, happened, bare),
      figure('due → container event', 'median', due, happened, shell),
    ],
    notes: [
      ...missing.map((program) => `dispatch: not compared with docker kill from a shell, as ${program} is missing.`),
      ...watched.notes,
    ],
  };
}

function scenarioOf(times: number): string {
  return `
name: Signals under load
containers:
  web: { image: faultline/webserver:v1, ports: [8000] }
load:
  # On both streams: 1,000 requests a second.
  users: { url: 'http://web:8000/', rate: 500/s, timeout: 2s }
timeline:
  - at: 3s
    every: ${EVERY_MS}ms
    times: ${times}
    signal: { of: web, signal: SIG${OWN.name} }
  # Interrupted as soon as the others are measured.
  - after: 5m
timeout: 8m
`;
}

/** The run as its history tells it. */
class WatchedRun {
  readonly notes: string[] = [];
  /** Resolves with the id of the container once all signals were sent. */
  readonly allFired: Promise<string>;
  readonly #clock: WallClock;
  readonly #times: number;
  readonly #steps: HistoryEventOf<'step'>[] = [];
  #originMs = Infinity;
  #container = '';
  #fired: (container: string) => void = () => undefined;

  constructor(clock: WallClock, times: number) {
    this.#clock = clock;
    this.#times = times;
    this.allFired = new Promise((resolve) => (this.#fired = resolve));
  }

  see(event: HistoryEvent): void {
    // An event is told right after it was dated, at the earliest.
    this.#originMs = Math.min(this.#originMs, this.#clock.nowMs() - event.t);
    if (event.type === 'subject') this.#container = event.id;
    if (event.type === 'load-bucket' && event.spoiled !== undefined && this.notes.length === 0) {
      this.notes.push(`dispatch: this machine was too busy for the load (${event.spoiled}).`);
    }
    if (event.type !== 'step') return;
    if (event.outcome !== 'injected') throw new Error(`A signal was not sent: ${event.message ?? event.outcome}`);
    this.#steps.push(event);
    if (this.#steps.length === this.#times) this.#fired(this.#container);
  }

  /** When each signal was due, Unix epoch. */
  dueMs(): number[] {
    return this.#steps.map(({ dueMs }) => dueMs + this.#originMs).toSorted((left, right) => left - right);
  }
}

/** Sends signals by calls with nothing around them; returns when each left, Unix epoch in ms. */
async function callBare({ socket }: Engine, container: string, clock: WallClock, times: number): Promise<number[]> {
  const called: number[] = [];
  for (let time = 0; time < times; time += 1) {
    called.push(clock.nowMs());
    await new Promise<void>((resolve, reject) => {
      const path = `/containers/${container}/kill?signal=SIG${BARE.name}`;
      const request = http.request({ socketPath: socket, method: 'POST', path }, (response) => response.resume().on('end', resolve));
      request.on('error', reject).end();
    });
    await delay(EVERY_MS);
  }
  return called;
}

/** The one is the other's first, second, … */
function between(from: readonly number[], to: readonly number[]): number[][] {
  if (from.length !== to.length) throw new Error(`${from.length} signals were sent, but ${to.length} arrived.`);
  return intoParts(
    from.map((fromMs, index) => (to[index] ?? Number.NaN) - fromMs),
    PARTS,
  );
}
