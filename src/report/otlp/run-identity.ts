import { createHash } from 'node:crypto';
import type { RunResult } from '../run-result.ts';
import { attributes, type KeyValue } from './attributes.ts';

const NS_PER_MS = 1_000_000;

/** What every span and every event of a run share. The same run gives the same ids, so that sending it twice makes no second trace. */
export class RunIdentity {
  readonly #result: RunResult;
  readonly traceId: string;
  /** Of the span of the whole run. */
  readonly rootId: string;

  constructor(result: RunResult) {
    this.#result = result;
    this.traceId = hash(`${result.run.id} ${result.run.startedAt}`, 16);
    this.rootId = this.spanId('run');
  }

  spanId(of: string): string {
    return hash(`${this.traceId}/${of}`, 8);
  }

  /** Nanoseconds since 1970, which are more than a number holds. */
  unixNano(atMs: number): string {
    return String(BigInt(Date.parse(this.#result.run.startedAt)) * BigInt(NS_PER_MS) + BigInt(Math.round(atMs * NS_PER_MS)));
  }

  get resource(): { readonly attributes: readonly KeyValue[] } {
    const { run, scenario, engine, verdict } = this.#result;
    return {
      attributes: attributes({
        'service.name': 'faultline',
        'service.version': run.faultline,
        'faultline.run.id': run.id,
        'faultline.run.seed': engine === null ? undefined : run.seed,
        'faultline.run.repetition': run.repetition,
        'faultline.run.verdict': verdict,
        'faultline.scenario.name': scenario.name,
        'faultline.scenario.file': scenario.file === '' ? undefined : scenario.file,
        'faultline.engine': engine === null ? undefined : `${engine.name} ${engine.version}`,
      }),
    };
  }

  get scope(): { readonly name: string; readonly version: string } {
    return { name: 'faultline', version: this.#result.run.faultline };
  }
}

function hash(text: string, bytes: number): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, bytes * 2);
}
