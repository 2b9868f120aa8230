import { z } from 'zod';
import { describeError } from '../../errors/describe-error.ts';
import type { ReportInput } from '../reporter.ts';
import { visible } from '../visible.ts';
import { logsDocument, traceDocument } from './documents.ts';

/** What the specification of exporters waits by default. */
const USUAL_TIMEOUT_MS = 10_000;
const MOST_WORDS = 200;

export interface OtlpTarget {
  /** Base address, such as http://localhost:4318. */
  readonly endpoint: string;
  /** Further headers, such as authorization. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

const partial = z.object({
  errorMessage: z.string().default(''),
  rejectedSpans: z.coerce.number().default(0),
  rejectedLogRecords: z.coerce.number().default(0),
});
const answer = z.object({ partialSuccess: partial.optional() });

/**
 * Sends a run to a collector over OTLP/HTTP and returns what went wrong, one sentence each: nothing when all was taken. Never throws.
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export async function sendOtlp(input: ReportInput, target: OtlpTarget): Promise<string[]> {
  const problems = [await post('traces', traceDocument(input), target), await post('logs', logsDocument(input), target)];
  return problems.filter((problem) => problem !== undefined);
}

async function post(signal: 'traces' | 'logs', document: object, target: OtlpTarget): Promise<string | undefined> {
  const { endpoint, headers = {}, timeoutMs = USUAL_TIMEOUT_MS } = target;
  const url = `${endpoint.replace(/\/+$/, '')}/v1/${signal}`;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(document),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const words = await response.text();
    if (!response.ok) return `${url} answered ${response.status}${words === '' ? '' : `: ${excerpt(words)}`}`;
    return rejected(words, url);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') return `${url} did not answer within ${timeoutMs / 1000} s`;
    return `${url} could not be reached: ${describeError(error instanceof Error && error.cause !== undefined ? error.cause : error)}`;
  }
}

function rejected(words: string, url: string): string | undefined {
  const { success, data } = answer.safeParse(parsed(words));
  const part = success ? data.partialSuccess : undefined;
  const n = (part?.rejectedSpans ?? 0) + (part?.rejectedLogRecords ?? 0);
  return n === 0 ? undefined : `${url} took all but ${n}: ${excerpt(part?.errorMessage ?? '')}`;
}

function parsed(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return undefined;
  }
}

function excerpt(words: string): string {
  return visible(words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS)}…` : words);
}
