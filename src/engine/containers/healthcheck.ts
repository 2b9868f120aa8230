import type Dockerode from 'dockerode';
import { z } from 'zod';
import type { HealthcheckSpec } from '../../scenario/container-spec.ts';
import type { ContainerSnapshot } from '../engine.ts';
import { fromNs, toNs } from './nanoseconds.ts';

/** Docker's defaults for what a health check leaves out. @see https://docs.docker.com/reference/dockerfile/#healthcheck */
const DEFAULT_INTERVAL_MS = 30_000;
const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_RETRIES = 3;

const number = z.number().nullish();

/** A health check as the engine tells it, of a container or of a service. */
export const healthcheckSchema = z.object({
  Test: z.array(z.string()).nullish(),
  Interval: number,
  Timeout: number,
  Retries: number,
  StartPeriod: number,
});

/** Returns the health check as the engine takes it. */
export function healthcheckBody(spec: HealthcheckSpec): Dockerode.HealthConfig {
  return {
    Test: [...spec.test],
    ...(spec.intervalMs === undefined ? {} : { Interval: toNs(spec.intervalMs) }),
    ...(spec.timeoutMs === undefined ? {} : { Timeout: toNs(spec.timeoutMs) }),
    ...(spec.startPeriodMs === undefined ? {} : { StartPeriod: toNs(spec.startPeriodMs) }),
    ...(spec.retries === undefined ? {} : { Retries: spec.retries }),
  };
}

/** Returns the health check with Docker's defaults for what it leaves out; nothing when there is none. */
export function healthcheckOf(healthcheck: z.infer<typeof healthcheckSchema> | null | undefined): Pick<ContainerSnapshot, 'healthcheck'> {
  const test = healthcheck?.Test ?? [];
  if (!healthcheck || test.length === 0 || test[0] === 'NONE') return {};
  return {
    healthcheck: {
      test,
      intervalMs: fromNs(orDefault(healthcheck.Interval, toNs(DEFAULT_INTERVAL_MS))),
      timeoutMs: fromNs(orDefault(healthcheck.Timeout, toNs(DEFAULT_TIMEOUT_MS))),
      retries: orDefault(healthcheck.Retries, DEFAULT_RETRIES),
      startPeriodMs: fromNs(healthcheck.StartPeriod ?? 0),
    },
  };
}

/** The engine writes 0 for what was left out. */
function orDefault(value: number | null | undefined, standard: number): number {
  return value === 0 ? standard : (value ?? standard);
}
