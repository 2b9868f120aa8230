import type { Clock } from '../../src/clock/clock.ts';
import type { HistoryEvent, RunStarted } from '../../src/history/history-event.ts';
import type { LoadBucketEvent } from '../../src/history/load-bucket.ts';
import type { LoadSpec } from '../../src/scenario/scenario.ts';

const started: RunStarted = {
  type: 'run-started',
  format: 1,
  run: { id: 'truth', seed: '1', faultline: '0.0.0', repetition: 1, repeat: 1 },
  scenario: { name: 'truth', file: '', sha256: '' },
  engine: {
    name: 'none',
    version: '',
    api: '',
    kernel: '',
    operatingSystem: '',
    cgroup: '',
    endpoint: '',
    hostAddress: '127.0.0.1',
    swarm: false,
    capabilities: { ipvs: null, netem: null, hostPids: false },
  },
};

/** Returns the history that a run with nothing but this load would have written. */
export function historyOf(spec: LoadSpec, buckets: readonly LoadBucketEvent[], clock: Clock): HistoryEvent[] {
  const { url, ratePerSecond, timeoutMs, streams } = spec;
  const entries = [started, { type: 'load-started', load: 'users', url, ratePerSecond, timeoutMs, streams } as const, ...buckets];
  return entries.map((entry, seq) => ({ seq, t: 'untilMs' in entry ? entry.untilMs : 0, wall: clock.wall(), ...entry }));
}
