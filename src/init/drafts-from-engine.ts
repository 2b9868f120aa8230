import { findTargets } from '../attack/find-targets.ts';
import type { Selection } from '../attack/selection.ts';
import type { ContainerSnapshot, Engine } from '../engine/engine.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { httpExchange } from '../faults/http-exchange.ts';
import type { LoadInput } from '../scenario/frame-inputs.ts';
import { unhealthyWithinMs, type Draft } from './draft.ts';
import { loadForPort } from './load-for-port.ts';

const PROBE_MS = 2000;

/**
 * Returns a draft for each container or service that is selected, attached by name. Asks the engine, and its published ports for one answer.
 * @throws FaultlineError ERR_TARGET_EMPTY
 */
export async function draftsFromEngine(engine: Engine, selection: Selection): Promise<Draft[]> {
  const { subjects } = await findTargets(engine, selection);
  return Promise.all(
    Object.entries(subjects).map(async ([subject, { attach, members, snapshot: service }]) => {
      const [first] = members;
      const container = first === undefined ? undefined : await engine.inspectContainer(first.target.id);
      const check = service?.healthcheck ?? container?.healthcheck;
      const load = await loadOf(engine, subject, container, Object.entries(service?.ingressPorts ?? {}));
      return {
        subject,
        subjects: { attach: { [subject]: attach } },
        service: service !== undefined,
        comesBack: service === undefined ? acts(container) : service.restartPolicy.condition !== 'none',
        ...(check !== undefined && check.test[0] !== 'NONE' && { unhealthyWithinMs: unhealthyWithinMs(check) }),
        ...(load !== undefined && { load }),
        lastOfAll: members.length < 2,
        notes: ['It attaches to what already runs, and puts it back as it was.'],
      };
    }),
  );
}

/** Whether the policy starts it again after a crash. */
function acts(container: ContainerSnapshot | undefined): boolean {
  return container !== undefined && !['', 'no'].includes(container.restartPolicy.name);
}

async function loadOf(
  engine: Engine,
  subject: string,
  container: ContainerSnapshot | undefined,
  ingress: readonly (readonly [string, number])[],
): Promise<LoadInput | undefined> {
  const [published] = [...Object.entries(container?.ports ?? {}), ...ingress].filter(([port]) => !port.endsWith('/udp'));
  if (published === undefined) return undefined;
  const [port, host] = published;
  return loadForPort(subject, Number.parseInt(port, 10), await answers(`http://${engine.hostAddress}:${host}/`));
}

/** Whether a request is answered as users want it. */
async function answers(url: string): Promise<boolean> {
  try {
    const status = await httpExchange({ method: 'GET', url, timeoutMs: PROBE_MS });
    return status >= 200 && status < 400;
  } catch (error) {
    if (error instanceof FaultlineError) return false;
    throw error;
  }
}
