import type { BadKind, BadWindow } from './bad-window.ts';

/** When the bad part of a run begins and how long it lasts. */
export interface Episode {
  readonly fromMs: number;
  readonly lengthMs: number;
  readonly timeoutMs: number;
}

/** One way for a server to be bad. */
export interface FaultClass {
  readonly name: string;
  readonly title: string;
  readonly windows: (episode: Episode) => readonly BadWindow[];
  /** Done to the server from outside, not by itself. */
  readonly outside?: 'SIGSTOP' | 'SIGKILL';
  /** How many times as long as the others it is measured. */
  readonly timesLonger: number;
  /** Some tool calls again at once and without end, which takes a whole processor: it must not disturb the others. */
  readonly spins: boolean;
}

/** How far beside the deadline slow replies come. */
const BESIDE_MS = 50;
/** Each of its many edges is seen up to one request too early or too late: with four times as many of them the share is known twice as well. */
const FLAPPING_TIMES_LONGER = 4;
const FLAP_MS = 50;
/** Windows begin up to so much later, each elsewhere: otherwise they would all fall on the same place between two requests of a round rate. */
const FLAP_JITTER_MS = 20;
const GOLDEN_RATIO = 0.618_034;

export const faultClasses: readonly FaultClass[] = [
  fault('stall', 'answers nothing, then what waits', false, whole('stall')),
  fault('refused', 'listener and connections closed', true, whole('refused')),
  fault('reset', 'RST on each request', true, whole('reset')),
  fault('503', 'status 503', false, whole('503')),
  fault('truncated', 'a tenth of the body, then closed', true, whole('truncated')),
  fault('fin', 'closed without a reply', true, whole('fin')),
  fault('slow-under', 'replies 50 ms before the deadline', false, slow(-BESIDE_MS)),
  fault('slow-over', 'replies 50 ms after the deadline', false, slow(BESIDE_MS)),
  { ...fault('flapping', '503 for 50 ms, well for about 50 ms', false, flapping), timesLonger: FLAPPING_TIMES_LONGER },
  fault('one-of-four', 'every fourth request a 503', false, whole('fourth')),
  { ...fault('sigstop', 'process suspended (SIGSTOP, SIGCONT)', false, whole('stopped')), outside: 'SIGSTOP' },
  { ...fault('sigkill', 'process killed and started again', true, whole('killed')), outside: 'SIGKILL' },
];

function fault(name: string, title: string, spins: boolean, windows: FaultClass['windows']): FaultClass {
  return { name, title, spins, windows, timesLonger: 1 };
}

function whole(kind: BadKind): FaultClass['windows'] {
  return ({ fromMs, lengthMs }) => [{ kind, fromMs, untilMs: fromMs + lengthMs }];
}

function slow(besideMs: number): FaultClass['windows'] {
  return ({ fromMs, lengthMs, timeoutMs }) => [{ kind: 'slow', fromMs, untilMs: fromMs + lengthMs, delayMs: timeoutMs + besideMs }];
}

function flapping({ fromMs, lengthMs }: Episode): BadWindow[] {
  return Array.from({ length: Math.floor(lengthMs / (2 * FLAP_MS)) }, (_, flap) => {
    const beginsMs = fromMs + flap * 2 * FLAP_MS + ((flap * GOLDEN_RATIO) % 1) * FLAP_JITTER_MS;
    return { kind: '503', fromMs: beginsMs, untilMs: beginsMs + FLAP_MS };
  });
}
