import { FaultlineError } from '../../errors/faultline-error.ts';
import type { EngineAddress } from '../address/engine-address.ts';
import type { Engine } from '../engine.ts';
import { clockLine } from './clock-line.ts';
import type { DoctorLine, DoctorReport } from './doctor-report.ts';
import { engineLines } from './engine-lines.ts';
import { kernelLines } from './kernel-lines.ts';
import { machineLines } from './machine-lines.ts';

/**
 * Returns what faultline can and cannot do with an engine and on this machine. Changes nothing.
 * @param engine the connected engine, or why it could not be connected to
 * @param address where it is, to compare its clock with this machine's
 */
export async function diagnose(engine: Engine | FaultlineError, address?: EngineAddress): Promise<DoctorReport> {
  const about = engine instanceof FaultlineError ? [unreachableLine(engine)] : await linesAbout(engine, address);
  return { schema: 1, reachable: !(engine instanceof FaultlineError), lines: [...about, ...(await machineLines())] };
}

async function linesAbout(engine: Engine, address?: EngineAddress): Promise<readonly DoctorLine[]> {
  return [
    ...engineLines(engine),
    ...kernelLines(engine.facts),
    await portsLine(engine),
    ...(address === undefined ? [] : [await clockLine(address, engine.facts.local)]),
  ];
}

function unreachableLine(error: FaultlineError): DoctorLine {
  return {
    name: 'engine',
    status: 'missing',
    value: error.message,
    means: 'no scenario can run',
    ...(error.hint === undefined ? {} : { fix: error.hint }),
  };
}

async function portsLine(engine: Engine): Promise<DoctorLine> {
  const name = 'free ports';
  const means = 'published ports keep their number when a container restarts';
  try {
    const ports = await engine.findFreePorts(3);
    return { name, status: 'ok', value: `${ports.join(', ')}, … at ${engine.hostAddress}`, means };
  } catch (error) {
    if (!(error instanceof FaultlineError)) throw error;
    return {
      name,
      status: 'missing',
      value: error.message,
      means: 'containers that publish a port cannot be started',
      fix: error.hint ?? '',
    };
  }
}
