import { analyse } from '../../../../src/analysis/analyse.ts';
import type { Analysis } from '../../../../src/analysis/analysis.ts';
import type { CheckResult } from '../../../../src/checks/check.ts';
import { buildResult } from '../../../../src/report/result.ts';
import type { RunResult } from '../../../../src/report/run-result.ts';
import { SampleHistory, times } from './sample-history.ts';

/** A second of steady state, a kill at 2 s that costs 7 requests of the new connections, a policy restart, recovery until 5 s. */
export function killHistory(): SampleHistory {
  const history = new SampleHistory().start().phase(10, 'setup', 'started').container(100, 'web.1').phase(900, 'setup', 'ended');
  history.add(990, {
    type: 'load-started',
    load: 'users',
    url: 'http://web:8000/',
    ratePerSecond: 20,
    timeoutMs: 500,
    streams: ['new', 'keep-alive'],
  });
  history.phase(1000, 'steady', 'started');
  bothStreams(history, 1000, 2000, times(20, 'ok'));
  history.phase(2000, 'steady', 'ended').phase(2000, 'chaos', 'started');
  history.fault(2101, 'kill web', 'kill', ['web.1']).engine(2110, 'web.1', 'die', 1, { exitCode: 137, oomKilled: false });
  history.engine(2460, 'web.1', 'start', 2);
  history.bucket(2000, 3000, [...times(3, 'ok'), ...times(7, 'refused'), ...times(10, 'ok')]);
  history.bucket(2000, 3000, times(20, 'ok'), { stream: 'keep-alive' });
  history.phase(3000, 'chaos', 'ended').phase(3000, 'recovery', 'started');
  bothStreams(history, 3000, 5000, times(40, 'ok'));
  return history.phase(5000, 'recovery', 'ended').add(5100, { type: 'run-ended', reason: 'completed', durationMs: 5100 });
}

function bothStreams(history: SampleHistory, fromMs: number, untilMs: number, classes: Parameters<SampleHistory['bucket']>[2]): void {
  history.bucket(fromMs, untilMs, classes).bucket(fromMs, untilMs, classes, { stream: 'keep-alive' });
}

export interface SampleRun {
  readonly result: RunResult;
  readonly analysis: Analysis;
}

export function sampleRun(history: SampleHistory, checks: readonly CheckResult[]): SampleRun {
  const analysis = analyse(history.events);
  return { analysis, result: buildResult(analysis, checks) };
}

export const passedCheck: CheckResult = {
  kind: 'exit',
  of: 'web',
  expected: 'code 137, once',
  observed: 'code 137, once',
  verdict: 'passed',
  message: 'web.1 exited with 137.',
  evidence: [],
  line: 31,
};

/** Seq of the fault and of the death in killHistory(). */
export const killEvidence = [12, 13] as const;

export const failedCheck: CheckResult = {
  kind: 'availability',
  of: 'users',
  during: 'chaos',
  expected: '>= 99.5%',
  observed: '65% (n=20, deadline 500 ms)',
  verdict: 'failed',
  message: '7 of 20 requests were not answered as expected within 500 ms.',
  evidence: [...killEvidence],
  line: 30,
};

export const inconclusiveCheck: CheckResult = {
  kind: 'latency',
  of: 'users',
  expected: 'p99 <= 20ms',
  observed: 'not measured',
  verdict: 'inconclusive',
  message: 'The harness did not keep its own request schedule.',
  evidence: [],
};

export function killRun(): SampleRun {
  return sampleRun(killHistory(), [passedCheck, failedCheck, inconclusiveCheck]);
}
