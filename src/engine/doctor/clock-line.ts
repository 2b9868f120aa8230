import { z } from 'zod';
import { describeError } from '../../errors/describe-error.ts';
import type { EngineAddress } from '../address/engine-address.ts';
import { EngineConnection } from '../transport/engine-connection.ts';
import { clockSkew, type ClockReading } from './clock-skew.ts';
import type { DoctorLine } from './doctor-report.ts';

const READINGS = 4;
/** More than this between an engine's event and the load that it explains would mislead. */
const TOLERABLE_MS = 50;

const infoSchema = z.object({ SystemTime: z.string() });

/** Returns the line that compares the engine's clock with this machine's. */
export async function clockLine(address: EngineAddress, local: boolean): Promise<DoctorLine> {
  const name = 'clock';
  const connection = new EngineConnection(address, address.apiVersion);
  try {
    const readings: [ClockReading, ...ClockReading[]] = [await read(connection)];
    while (readings.length < READINGS) readings.push(await read(connection));
    const { skewMs, uncertaintyMs } = clockSkew(readings);
    const value = `${skewMs > 0 ? '+' : ''}${skewMs.toFixed(0)} ms (± ${Math.ceil(uncertaintyMs)} ms) against this machine`;
    if (local || Math.abs(skewMs) - uncertaintyMs <= TOLERABLE_MS) {
      return { name, status: 'ok', value, means: "the engine's events stand at the right place of the timeline" };
    }
    const fix = 'Synchronise both clocks (NTP).';
    return { name, status: 'limited', value, means: "the engine's events stand that far from the load that they explain", fix };
  } catch (error) {
    return { name, status: 'limited', value: describeError(error), means: "it is not known how far the engine's clock is off" };
  } finally {
    connection.close();
  }
}

async function read(connection: EngineConnection): Promise<ClockReading> {
  const sentMs = Date.now();
  const info = infoSchema.parse(await connection.ask("Reading the engine's clock", async (docker): Promise<unknown> => docker.info()));
  return { sentMs, theirsMs: Date.parse(info.SystemTime), receivedMs: Date.now() };
}
