import type { CheckResult } from '../../../../src/checks/check.ts';
import { SampleHistory, times } from './sample-history.ts';
import { sampleRun, type SampleRun } from './sample-run.ts';

/** Three seconds at 20/s, the listener closed from the middle of the second one to the middle of the third. Begins at 400 ms. */
export function measurementHistory(ended: 'completed' | 'interrupted' = 'completed'): SampleHistory {
  const history = new SampleHistory().add(0, {
    type: 'run-started',
    format: 1,
    run: { id: 'm1', seed: '', faultline: '0.1.0', repetition: 1, repeat: 1 },
    scenario: { name: 'GET http://web.test/', file: '', sha256: '' },
  });
  const streams = ['new', 'keep-alive'] as const;
  history.add(0, { type: 'load-started', load: 'measure', url: 'http://web.test/', ratePerSecond: 20, timeoutMs: 500, streams });
  history.phase(410, 'measure', 'started');
  const classes = [times(20, 'ok'), [...times(10, 'ok'), ...times(10, 'refused')], [...times(10, 'refused'), ...times(10, 'ok')]] as const;
  classes.forEach((fresh, second) => {
    const fromMs = 400 + second * 1000;
    history.bucket(fromMs, fromMs + 1000, fresh, { load: 'measure' });
    history.bucket(fromMs, fromMs + 1000, times(20, 'ok'), { load: 'measure', stream: 'keep-alive' });
  });
  return history.phase(3400, 'measure', 'ended').add(3500, { type: 'run-ended', reason: ended, durationMs: 3500 });
}

export function measurement(checks: readonly CheckResult[] = []): SampleRun {
  return sampleRun(measurementHistory(), checks);
}
