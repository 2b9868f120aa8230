import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { RequestClass } from '../history/load-bucket.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { LoadSpec } from '../scenario/scenario.ts';
import { commandLine } from './command-line.ts';
import type { Endpoint } from './endpoint.ts';
import { isHighRate } from './high-rate.ts';
import { rehearsalTls, startRehearsalServer } from './rehearsal-server.ts';
import { OpenLoop, type OpenLoopOptions } from './open-loop.ts';
import { RequestSender } from './request-sender.ts';

/** Enough for the engine to have compiled what every request runs through. */
const REQUESTS = 60;
/** Of all streams: as much as this process can do beside the server that answers, once it is compiled. */
const REHEARSED_PER_SECOND = 5000;
/** Cold it can do less. Late from the first request on, it would rehearse how to catch up: with connections by the hundred. */
const FROM_PER_SECOND = 100;
const GROWS_MS = 1000;
/** V8 compiles what has run some thousand times. */
const SHORTEST_MS = 1200;
/** On one processor it does so in place of the load. That is over when for so long nothing was held up by more than that. */
const LOOK_MS = 200;
const CALM_MS = 5;
/** On a machine that is never calm. */
const LONGEST_MS = 3000;
/** Each is a process. */
const COMMANDS = 5;
const NS_PER_MS = 1e6;
const NOWHERE: Endpoint = { address: '127.0.0.1', port: 0 };

/**
 * Sends the load's requests to a server inside this process, so that the first measured ones do not pay for cold code. Nothing of it reaches the
 * system under test or the record. In place of the load's command one that does nothing is run.
 * @throws ERR_SCENARIO_INVALID when such a request cannot even be formed, or the command's program is missing.
 */
export async function rehearse(options: OpenLoopOptions): Promise<void> {
  const { spec } = options;
  // Nobody here speaks a project's own protocol.
  if (spec.probe !== undefined) return;
  if (spec.command !== undefined) {
    commandLine(spec.command);
    await send(new RequestSender({ ...spec, command: [process.execPath, '--version'] }), NOWHERE, spec, COMMANDS);
    return;
  }
  const server = await startRehearsalServer(spec);
  const encrypted = spec.url.toLowerCase().startsWith('https:');
  const sender = new RequestSender(spec, encrypted ? { tls: rehearsalTls(spec) } : {});
  const endpoint = { address: '127.0.0.1', port: server.port };
  try {
    await send(sender, endpoint, spec, REQUESTS);
    if (!encrypted && isHighRate(spec)) await sendAtHighRate(options, endpoint);
  } finally {
    server.close();
  }
}

/**
 * In loops like the real one, down to the order of its options, and two of them: what V8 compiles holds for objects of one shape, and the only one of its kind
 * has another than those that follow.
 */
async function sendAtHighRate(options: OpenLoopOptions, endpoint: Endpoint): Promise<void> {
  const ratePerSecond = REHEARSED_PER_SECOND / options.spec.streams.length;
  const stages = [{ fromPerSecond: FROM_PER_SECOND, toPerSecond: ratePerSecond, forMs: GROWS_MS }];
  const { stages: _, ...steady } = { ...options.spec, ratePerSecond };
  const rehearsed = { ...options, endpoints: [endpoint], emit: () => undefined, onVersion: () => undefined };
  await sendByLoop({ ...rehearsed, spec: { ...steady, stages } }, () => delay(GROWS_MS));
  await sendByLoop({ ...rehearsed, spec: steady }, untilCalm);
}

async function sendByLoop(options: OpenLoopOptions, over: () => Promise<unknown>): Promise<void> {
  const endless = options.forMs === undefined ? {} : { forMs: Infinity };
  const loop = new OpenLoop({ ...options, ...endless, startMs: Math.ceil(options.now()) });
  loop.start();
  await over();
  await loop.stop();
}

async function untilCalm(): Promise<void> {
  const heldUp = monitorEventLoopDelay({ resolution: 1 });
  heldUp.enable();
  for (let ms = LOOK_MS; ms <= LONGEST_MS; ms += LOOK_MS) {
    await delay(LOOK_MS);
    if (ms >= SHORTEST_MS && heldUp.max / NS_PER_MS < CALM_MS) break;
    heldUp.reset();
  }
  heldUp.disable();
}

async function send(sender: RequestSender, endpoint: Endpoint, spec: LoadSpec, requests: number): Promise<void> {
  sender.setEndpoints([endpoint]);
  try {
    for (let sent = 0; sent < requests; sent += spec.streams.length) {
      const outcomes = await Promise.all(spec.streams.map((stream) => outcome(sender, stream)));
      if (outcomes.includes('unsent')) throw unformable(spec);
    }
  } finally {
    sender.close();
  }
}

function outcome(sender: RequestSender, stream: LoadSpec['streams'][number]): Promise<RequestClass> {
  return new Promise((resolve) => sender.send(stream, (result) => resolve(result)));
}

function unformable(spec: LoadSpec): FaultlineError {
  return new FaultlineError('ERR_SCENARIO_INVALID', `No request can be formed from ${spec.method} ${spec.url} with the load's headers.`, {
    hint: 'Check the method and the characters of the header names and values.',
  });
}
