import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { RUN_LABEL } from '../../../src/engine/labels.ts';
import { askEngine } from './ask-engine.ts';

const labels = z.record(z.string(), z.string()).nullish();
const containersSchema = z.array(z.object({ Id: z.string(), Names: z.array(z.string()), Labels: labels }));
const containerSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  State: z.object({ Status: z.string(), Pid: z.number() }),
  Config: z.object({ Image: z.string(), Labels: labels }),
  HostConfig: z.object({
    RestartPolicy: z.unknown(),
    Memory: z.number(),
    NanoCpus: z.number(),
    CpuQuota: z.number(),
    PidsLimit: z.number().nullish(),
  }),
  NetworkSettings: z.object({ Networks: z.record(z.string(), z.unknown()) }),
});
const servicesSchema = z.array(z.object({ ID: z.string(), Spec: z.looseObject({ Name: z.string() }) }));
const networksSchema = z.array(z.object({ Name: z.string(), Driver: z.string() }));
const volumesSchema = z.object({ Volumes: z.array(z.object({ Name: z.string() })).nullish() });
const imagesSchema = z.array(z.object({ Id: z.string(), RepoTags: z.array(z.string()).nullish() }));
const tasksSchema = z.array(z.object({ ID: z.string(), DesiredState: z.string() }));
const nodesSchema = z.array(z.object({ ID: z.string(), Spec: z.unknown() }));

const SERVICE = 'com.docker.swarm.service.name';
const TASK = 'com.docker.swarm.task.id';
/** What Swarm wants of a task that it has no more use for. */
const OVER = ['shutdown', 'remove', 'complete', 'failed', 'orphaned'];

/** Returns all that an engine has, a line each: what is compared before and after. */
export async function engineInventory(socket: string): Promise<string[]> {
  const lists = await Promise.all([containers(socket), services(socket), networks(socket), volumes(socket), images(socket), nodes(socket)]);
  return lists.flat();
}

async function containers(socket: string): Promise<string[]> {
  const list = await askEngine(socket, '/containers/json?all=true', containersSchema);
  const tasks = await askEngine(socket, '/tasks', tasksSchema);
  const wanted = new Set(tasks.filter(({ DesiredState }) => !OVER.includes(DesiredState)).map(({ ID }) => ID));
  const lines = await Promise.all(
    list.map(async ({ Id }) => {
      try {
        return containerLine(await askEngine(socket, `/containers/${Id}/json`, containerSchema), wanted);
      } catch (error) {
        // It went meanwhile.
        if (String(error).includes('404')) return [];
        throw error;
      }
    }),
  );
  return lines.flat();
}

function containerLine(
  { Id, Name, State, Config, HostConfig, NetworkSettings }: z.infer<typeof containerSchema>,
  wantedTasks: ReadonlySet<string>,
): string[] {
  const service = Config.Labels?.[SERVICE];
  const state = `${State.Status}${State.Status === 'running' && isSuspended(State.Pid) ? ', suspended' : ''}`;
  // Swarm keeps the containers of ended tasks, also of those that it gave up before they began, and replaces those that run: only how many run, and as
  // what, is promised.
  if (service !== undefined) {
    const over = State.Status === 'exited' || (State.Status === 'created' && !wantedTasks.has(Config.Labels?.[TASK] ?? ''));
    return over ? [] : [`task of ${service}: ${Config.Image.split('@', 1)[0]} ${state}`];
  }
  const networks = Object.keys(NetworkSettings.Networks).sort().join(',');
  const run = Config.Labels?.[RUN_LABEL] ?? '';
  return [`container ${Name.slice(1)} ${Id.slice(0, 12)} ${run}: ${Config.Image} ${state} ${networks} ${JSON.stringify(HostConfig)}`];
}

/** Suspended by SIGSTOP: the engine does not know. */
function isSuspended(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') T ');
  } catch {
    return false;
  }
}

async function services(socket: string): Promise<string[]> {
  const list = await askEngine(socket, '/services', servicesSchema);
  return list.map(({ ID, Spec }) => `service ${Spec.Name} ${ID}: ${JSON.stringify(withoutForce(Spec))}`);
}

/** Swarm counts forced updates in the spec itself; a count is not what a service is. */
function withoutForce(spec: unknown): unknown {
  return JSON.parse(JSON.stringify(spec).replace(/"ForceUpdate":\d+/, '"ForceUpdate":0'));
}

async function networks(socket: string): Promise<string[]> {
  return (await askEngine(socket, '/networks', networksSchema)).map(({ Name, Driver }) => `network ${Name} ${Driver}`);
}

async function volumes(socket: string): Promise<string[]> {
  return ((await askEngine(socket, '/volumes', volumesSchema)).Volumes ?? []).map(({ Name }) => `volume ${Name}`);
}

async function images(socket: string): Promise<string[]> {
  const list = await askEngine(socket, '/images/json?all=true', imagesSchema);
  return list.map(({ Id, RepoTags }) => `image ${Id} ${(RepoTags ?? []).sort().join(' ')}`);
}

async function nodes(socket: string): Promise<string[]> {
  return (await askEngine(socket, '/nodes', nodesSchema)).map(({ ID, Spec }) => `node ${ID} ${JSON.stringify(Spec)}`);
}
