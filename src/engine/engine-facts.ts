import { readdir, readFile, stat } from 'node:fs/promises';
import os from 'node:os';
import { z } from 'zod';
import type { EngineCapabilities, EngineFacts } from './engine.ts';
import { kernelFeature } from './kernel-feature.ts';
import type { NegotiatedVersion } from './negotiate-api-version.ts';
import type { EngineConnection } from './transport/engine-connection.ts';

const CAP_KILL = 5n;

const infoSchema = z.object({
  KernelVersion: z.string(),
  OperatingSystem: z.string(),
  CgroupVersion: z.string().optional(),
  Swarm: z.object({ LocalNodeState: z.string(), ControlAvailable: z.boolean().nullish() }).nullish(),
});

/** Returns what the engine is, read once after connecting. */
export async function readEngineFacts(connection: EngineConnection, version: NegotiatedVersion): Promise<EngineFacts> {
  const info = infoSchema.parse(await connection.ask('Asking the engine what it is', async (docker): Promise<unknown> => docker.info()));
  const local = await isLocal(connection.endpoint, info.KernelVersion);
  return {
    ...version,
    kernel: info.KernelVersion,
    operatingSystem: info.OperatingSystem,
    cgroupVersion: info.CgroupVersion ?? '1',
    endpoint: connection.endpoint,
    swarm: info.Swarm?.LocalNodeState !== 'active' ? 'inactive' : info.Swarm.ControlAvailable === true ? 'manager' : 'worker',
    local,
    capabilities: await readCapabilities(local),
  };
}

/**
 * A unix socket alone does not tell: it may lead to Docker Desktop's virtual machine, or have been mounted into a container.
 * So the kernel must be this one and the daemon must be visible among this machine's processes. Even then, before a host
 * pid is signalled its cgroup is checked.
 */
async function isLocal(endpoint: string, kernel: string): Promise<boolean> {
  if (process.platform !== 'linux' || !endpoint.startsWith('unix://') || kernel !== os.release()) return false;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const names = await Promise.all(pids.map(async (pid) => readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')));
  return names.some((name) => /^(dockerd|podman|docker-containe)\b/.test(name));
}

async function readCapabilities(local: boolean): Promise<EngineCapabilities> {
  if (!local) return { ipvs: null, netem: null, hostPids: false };
  const [ipvs, netem, hostPids] = await Promise.all([hasIpvs(), kernelFeature('sch_netem', 'CONFIG_NET_SCH_NETEM'), maySignal()]);
  return { ipvs, netem, hostPids };
}

async function hasIpvs(): Promise<boolean | null> {
  for (const file of ['/proc/net/ip_vs', '/proc/sys/net/ipv4/vs']) {
    if (await stat(file).catch(() => undefined)) return true;
  }
  return kernelFeature('ip_vs', 'CONFIG_IP_VS');
}

async function maySignal(): Promise<boolean> {
  if (process.getuid?.() === 0) return true;
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  return effective !== undefined && ((BigInt(`0x${effective}`) >> CAP_KILL) & 1n) === 1n;
}
