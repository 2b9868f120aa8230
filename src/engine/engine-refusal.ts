import { FaultlineError } from '../errors/faultline-error.ts';

/** A request that the Docker Engine answered with an error: its status code and its own words. */
export class EngineRefusal extends FaultlineError {
  readonly status: number;
  readonly reason: string;

  constructor(what: string, status: number, reason: string, options: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super('ERR_ENGINE_REFUSED', `${what}: the engine answered ${status}: ${reason}`, options);
    this.status = status;
    this.reason = reason;
  }
}
