import type { RunStarted } from '../../../src/history/history-event.ts';

/** Returns the first event of any history. */
export function runStarted(): RunStarted {
  return {
    type: 'run-started',
    format: 1,
    run: { id: 'r1', seed: '42', faultline: '0.1.0', repetition: 1, repeat: 1 },
    engine: {
      name: 'docker',
      version: '20.10.24',
      api: '1.41',
      kernel: '6.1',
      operatingSystem: 'Debian',
      cgroup: '1',
      endpoint: 'unix:///var/run/docker.sock',
      hostAddress: '127.0.0.1',
      swarm: false,
      capabilities: { ipvs: null, netem: null, hostPids: true },
    },
    scenario: { name: 'a scenario', file: 'a.yaml', sha256: '0'.repeat(64) },
  };
}
