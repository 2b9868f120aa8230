import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { missingPrerequisites } from '../private/prerequisites.ts';
import { stateDirectory } from '../private/engine-paths.ts';
import type { DoctorLine } from './doctor-report.ts';

const OLDEST_NODE = [20, 19] as const;
const MIB = 2 ** 20;
/** A run's history and reports take a few MiB; images of a private engine a few hundred. */
const RESULTS_MIB = 200;
const PRIVATE_ENGINE_MIB = 2048;

/** Returns the lines about the machine that faultline itself runs on. */
export async function machineLines(): Promise<readonly DoctorLine[]> {
  return [
    await privateEngineLine(),
    nodeLine(process.versions.node),
    await diskLine('disk for results', process.cwd(), RESULTS_MIB, 'histories and reports can be written'),
    await diskLine('disk for engines', stateDirectory(), PRIVATE_ENGINE_MIB, 'a private engine has room for its images'),
  ];
}

async function privateEngineLine(): Promise<DoctorLine> {
  const name = 'private engine';
  const missing = await missingPrerequisites();
  if (missing.length === 0) return { name, status: 'ok', value: 'possible', means: '`--engine private` needs no running Docker' };
  return {
    name,
    status: 'missing',
    value: `not possible: ${missing.map(({ what }) => what).join('; ')}`,
    means: 'only an engine that runs already can be used',
    fix: missing.map(({ fix }) => fix).join(' '),
  };
}

function nodeLine(version: string): DoctorLine {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const old = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  const needed = `${OLDEST_NODE.join('.')} or newer`;
  if (!old) return { name: 'node', status: 'ok', value: version, means: `faultline needs ${needed}` };
  return { name: 'node', status: 'missing', value: version, means: 'faultline may not work', fix: `Install Node.js ${needed}.` };
}

async function diskLine(name: string, directory: string, neededMib: number, means: string): Promise<DoctorLine> {
  const { bavail, bsize, place } = await freeSpace(directory);
  const freeMib = Math.floor((bavail * bsize) / MIB);
  const value = `${freeMib} MiB free in ${place}`;
  if (freeMib >= neededMib) return { name, status: 'ok', value, means };
  return {
    name,
    status: 'limited',
    value,
    means: `less than ${neededMib} MiB: runs may end for want of space`,
    fix: `Free some space in ${place}.`,
  };
}

/** Of the file system that a directory is on, or would be on once it is made. */
async function freeSpace(directory: string): Promise<{ readonly bavail: number; readonly bsize: number; readonly place: string }> {
  try {
    const { bavail, bsize } = await statfs(directory);
    return { bavail, bsize, place: directory };
  } catch (error) {
    if (dirname(directory) === directory) throw error;
    return freeSpace(dirname(directory));
  }
}
