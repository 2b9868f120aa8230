import type { Engine } from '../engine/engine.ts';
import { FaultlineError } from '../errors/faultline-error.ts';

const TAKEN = /port is already allocated|address already in use|ports are not available/i;
/** 'Bind for 0.0.0.0:8000 failed', 'listen tcp4 0.0.0.0:8000: bind', 'Bind for :::8000 failed'. */
const PORT = /[\d\]:]:(\d{1,5})\b/;

/** Returns whether these are an engine's words for a container or a task that could not start because a host port of it has another owner. */
export function isPortTaken(reason: string): boolean {
  return TAKEN.test(reason);
}

/** Returns the error that says so, with who has the port, as far as the engine knows. */
export async function portTaken(engine: Engine, name: string, reason: string, cause?: unknown): Promise<FaultlineError> {
  const port = Number(PORT.exec(reason)?.[1]);
  const owners = Number.isNaN(port) ? [] : (await engine.listContainers({})).filter(({ hostPorts }) => hostPorts.includes(port));
  const who = owners.map((owner) => ` (the container ${owner.name} has port ${port})`).join('');
  const look =
    owners.length > 0 || Number.isNaN(port)
      ? ''
      : ` No container has it: on the engine's machine, \`ss -ltnp sport = :${port}\` tells who.`;
  return new FaultlineError('ERR_PORT_TAKEN', `${name} could not start: ${reason}${who}`, {
    hint: `Free the port, choose another, or write only the container port: faultline then finds a free one.${look}`,
    ...(cause !== undefined && { cause }),
  });
}
