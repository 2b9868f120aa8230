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

/** Returns the health check as it was written, of a service or an image; the engine writes 0 for what was left out. */
export function healthcheckSpecOf(healthcheck: z.infer<typeof healthcheckSchema> | null | undefined): HealthcheckSpec | undefined {
  if (!healthcheck) return undefined;
  const { Test: test, Interval: interval, Timeout: timeout, Retries: retries, StartPeriod: startPeriod } = healthcheck;
  return {
    test: test ?? [],
    ...(interval ? { intervalMs: fromNs(interval) } : {}),
    ...(timeout ? { timeoutMs: fromNs(timeout) } : {}),
    ...(retries ? { retries } : {}),
    ...(startPeriod ? { startPeriodMs: fromNs(startPeriod) } : {}),
  };
}

/** Returns the health check with Docker's defaults for what it leaves out; nothing when there is none. */
export function healthcheckOf(healthcheck: z.infer<typeof healthcheckSchema> | null | undefined): Pick<ContainerSnapshot, 'healthcheck'> {
  const effective = effectiveHealthcheck(healthcheckSpecOf(healthcheck), undefined);
  return effective === undefined ? {} : { healthcheck: effective };
}

/**
 * Returns the health check that a container has, from its own and its image's: each word that its own leaves out is the image's, and then
 * Docker's default. Undefined when there is none, or it is switched off.
 * @see merge in https://github.com/moby/moby/blob/20.10/daemon/commit.go
 */
export function effectiveHealthcheck(
  own: HealthcheckSpec | undefined,
  image: HealthcheckSpec | undefined,
): ContainerSnapshot['healthcheck'] | undefined {
  const { test, intervalMs, timeoutMs, retries, startPeriodMs } = {
    ...image,
    ...own,
    test: own?.test.length ? own.test : (image?.test ?? []),
  };
  if (test.length === 0 || test[0] === 'NONE') return undefined;
  return {
    test,
    intervalMs: intervalMs ?? DEFAULT_INTERVAL_MS,
    timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS,
    retries: retries ?? DEFAULT_RETRIES,
    startPeriodMs: startPeriodMs ?? 0,
  };
}
