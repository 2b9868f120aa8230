import { z } from 'zod';
import { healthcheckSchema, healthcheckSpecOf } from '../containers/healthcheck.ts';
import type { ImageSnapshot } from '../engine.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { statusOf } from '../transport/engine-error.ts';

const imageSchema = z.object({
  Id: z.string(),
  Config: z
    .object({
      Labels: z.record(z.string(), z.string()).nullish(),
      Healthcheck: healthcheckSchema.nullish(),
      StopSignal: z.string().nullish(),
    })
    .nullish(),
});

/** Returns an image that is on the engine, or undefined. */
export async function inspectImage(connection: EngineConnection, reference: string): Promise<ImageSnapshot | undefined> {
  try {
    const answer = await connection.ask(`Inspecting image ${reference}`, async (docker): Promise<unknown> =>
      docker.getImage(reference).inspect(),
    );
    return imageSnapshot(answer);
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** Returns what the engine says of an image, checked, in the words of the domain. */
export function imageSnapshot(body: unknown): ImageSnapshot {
  const { Id: id, Config: config } = imageSchema.parse(body);
  const healthcheck = healthcheckSpecOf(config?.Healthcheck);
  return {
    id,
    labels: config?.Labels ?? {},
    ...(healthcheck === undefined ? {} : { healthcheck }),
    ...(config?.StopSignal ? { stopSignal: config.StopSignal } : {}),
  };
}
