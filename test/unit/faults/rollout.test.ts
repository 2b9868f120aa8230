import { expect } from 'chai';
import { rollout } from '../../../src/faults/rollout.ts';

describe('fault rollout', () => {
  it("takes a new image, environment, command, grace period and Compose's deploy", () => {
    const written = {
      image: 'web:v2',
      environment: { A: 1, B: true, C: null, D: 'd' },
      command: 'node server.js',
      stop_grace_period: '1s',
      deploy: { replicas: 3, update_config: { parallelism: 0, max_failure_ratio: '25%' }, restart_policy: { delay: '0s' } },
    };
    expect(rollout.schema.parse(written)).to.deep.equal({
      image: 'web:v2',
      environment: { A: '1', B: 'true', C: null, D: 'd' },
      command: ['node', 'server.js'],
      stopGracePeriodMs: 1000,
      replicas: 3,
      deploy: { updateConfig: { parallelism: 0, maxFailureRatio: 0.25 }, restartPolicy: { delayMs: 0 } },
    });
    expect(rollout.schema.parse({ image: 'web:v2' })).to.deep.equal({ image: 'web:v2' });
  });

  it('must change something', () => {
    for (const written of [{}, { deploy: {} }]) {
      const { error } = rollout.schema.safeParse(written);
      expect(error?.issues[0]?.message).to.include('changes nothing').and.include('force-update');
    }
  });

  it('refuses what an update cannot change', () => {
    for (const deploy of [{ mode: 'global' }, { endpoint_mode: 'dnsrr' }, { replicas: -1 }]) {
      expect(rollout.schema.safeParse({ deploy }).success).to.be.false;
    }
  });
});
