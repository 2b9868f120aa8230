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

  it('brings its image in set-up', () => {
    expect(rollout.images({ image: 'web:v2' })).to.deep.equal(['web:v2']);
    expect(rollout.images({ replicas: 2 })).to.deep.equal([]);
  });

  it('hits every task that it replaces, or those that it scales away, and none by its settings alone', () => {
    const hit = (written: object) => rollout.tasksHit(rollout.schema.parse(written), 4);
    for (const written of [{ image: 'web:v2' }, { environment: { A: 1 } }, { stop_grace_period: '1s' }]) expect(hit(written)).to.equal(4);
    expect(hit({ deploy: { resources: { limits: { cpus: '1' } }, update_config: { parallelism: 1 } } })).to.equal(4);
    expect(hit({ deploy: { update_config: { parallelism: 1 }, rollback_config: { order: 'start-first' } } })).to.equal(0);
    expect(hit({ deploy: { replicas: 1 } })).to.equal(3);
    expect(hit({ deploy: { replicas: 6 } })).to.equal(0);
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
