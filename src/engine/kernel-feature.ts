import { readFile, stat } from 'node:fs/promises';
import os from 'node:os';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/**
 * Returns whether this machine's kernel has a feature, built in or as a module that can be loaded; null when nothing here tells.
 * @param module the kernel module's name, such as 'sch_netem'
 * @param option the kernel's build option, such as 'CONFIG_NET_SCH_NETEM'
 */
export async function kernelFeature(module: string, option: string): Promise<boolean | null> {
  if (process.platform !== 'linux') return null;
  if (await exists(`/sys/module/${module}`)) return true;
  const listed = await isListed(module);
  if (listed === true) return true;
  const config = await kernelConfig();
  if (config === undefined) return listed ?? null;
  const value = new RegExp(`^${option}=([ym])$`, 'm').exec(config)?.[1];
  // A module that was configured but is not installed here cannot be loaded.
  return value === 'y' || (value === 'm' && listed === undefined ? null : false);
}

/** Undefined when the kernel's module lists are not on this machine. */
async function isListed(module: string): Promise<boolean | undefined> {
  const directory = `/lib/modules/${os.release()}`;
  const lists = await Promise.all(['modules.builtin', 'modules.dep'].map(async (name) => read(`${directory}/${name}`)));
  const known = lists.filter((list) => list !== undefined);
  if (known.length === 0) return undefined;
  return known.some((list) => new RegExp(`/${module}\\.ko(\\.\\w+)?(:|$)`, 'm').test(list));
}

async function kernelConfig(): Promise<string | undefined> {
  const packed = await readFile('/proc/config.gz').catch(() => undefined);
  return packed === undefined ? read(`/boot/config-${os.release()}`) : (await promisify(gunzip)(packed)).toString();
}

async function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
