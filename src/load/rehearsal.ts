import { setTimeout as delay } from 'node:timers/promises';
import type { RequestClass } from '../history/load-bucket.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { LoadSpec } from '../scenario/scenario.ts';
import { commandLine } from './command-line.ts';
import type { Endpoint } from './endpoint.ts';
import { rehearsalTls, startRehearsalServer } from './rehearsal-server.ts';
import { OpenLoop } from './open-loop.ts';
import { peakPerSecond } from './peak-per-second.ts';
import { RequestSender } from './request-sender.ts';

/** Enough for the engine to have compiled what every request runs through. */
const REQUESTS = 60;
/** From this rate on what sends and records each request must be compiled, too: else the load is late from the first second on. */
const HIGH_PER_SECOND = 1000;
/** As much as this process can do beside the server that answers. */
const REHEARSED_PER_SECOND = 2500;
const REHEARSED_MS = 800;
/** Each is a process. */
const COMMANDS = 5;
const NOWHERE: Endpoint = { address: '127.0.0.1', port: 0 };

/**
 * Sends the load's requests to a server inside this process, so that the first measured ones do not pay for cold code. Nothing of it reaches the
 * system under test or the record. In place of the load's command one that does nothing is run.
 * @throws ERR_SCENARIO_INVALID when such a request cannot even be formed, or the command's program is missing.
 */
export async function rehearse(spec: LoadSpec): Promise<void> {
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
    if (!encrypted && peakPerSecond(spec) >= HIGH_PER_SECOND) await sendAtHighRate(spec, endpoint);
  } finally {
    server.close();
  }
}

async function sendAtHighRate(spec: LoadSpec, endpoint: Endpoint): Promise<void> {
  const { stages: _, ...steady } = spec;
  const startMs = performance.now();
  const loop = new OpenLoop({
    load: 'rehearsal',
    spec: { ...steady, ratePerSecond: REHEARSED_PER_SECOND },
    startMs,
    endpoints: [endpoint],
    now: () => performance.now(),
    emit: () => undefined,
  });
  loop.start();
  await delay(REHEARSED_MS);
  await loop.stop();
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
