import { expect } from 'chai';
import { describePlan } from '../../../src/scenario/describe-plan.ts';
import { needsSwarm } from '../../../src/scenario/needs-swarm.ts';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { planScenario } from '../../../src/scenario/plan-scenario.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { serialisePlan } from '../../../src/scenario/serialise-plan.ts';
import { registries } from '../../../src/suite/registries.ts';

function valid(text: string, env: Record<string, string> = {}): Scenario {
  const { scenario, problems } = parseScenario(`name: x\n${text}`, { file: 'dir/x.yaml', definitions: registries, env, baseDir: '/base' });
  expect(problems).to.deep.equal([]);
  return scenario!;
}

const bare = { environment: {}, init: false, ports: [], networks: [], labels: {}, readOnly: false };
const web = 'services:\n  web: { image: i, ports: [8000], deploy: { replicas: 4 } }\n';

describe('services of a scenario', () => {
  it('are one replicated task unless written otherwise', () => {
    const { subjects } = valid('services: { web: { image: i } }\n');
    const deploy = { mode: 'replicated', replicas: 1, labels: {} };
    expect(subjects).to.deep.equal({ web: { kind: 'service', spec: { image: 'i', ...bare, deploy }, readyWithinMs: 60_000 } });
  });

  it("take Compose's words, deploy included", () => {
    const scenario = valid(
      `services:
  web:
    build: { context: ./app, target: final }
    command: node server.js
    entrypoint: [tini, --]
    environment: { HOST: , A: 1 }
    healthcheck: { test: [CMD, ok], interval: 1s }
    stop_signal: INT
    stop_grace_period: 1500ms
    init: true
    ports: [8000, '8080:80/udp', { target: 90, published: 9090, mode: ingress }, { target: 91, mode: host }]
    networks: [front]
    labels: [a=b]
    user: 1000
    working_dir: /app
    hostname: h
    read_only: true
    ready_within: 5s
    x-note: ignored
    deploy:
      mode: replicated
      replicas: 3
      endpoint_mode: vip
      labels: { tier: front }
      restart_policy: { condition: on-failure, delay: 2s, max_attempts: 3, window: 1m }
      update_config: { parallelism: 2, delay: 1s, failure_action: rollback, monitor: 500ms, max_failure_ratio: 25%, order: start-first }
      rollback_config: { parallelism: 0, failure_action: continue, max_failure_ratio: 0.5 }
      resources: { limits: { cpus: '0.5', memory: 64m }, reservations: { cpus: 0.1 } }
      placement: { constraints: [node.role == worker], max_replicas_per_node: 2 }
`,
      { HOST: 'from outside' },
    );
    expect(scenario.subjects['web']).to.deep.equal({
      kind: 'service',
      readyWithinMs: 5000,
      spec: {
        build: { context: '/base/app', dockerfile: 'Dockerfile', args: {}, target: 'final' },
        command: ['node', 'server.js'],
        entrypoint: ['tini', '--'],
        environment: { HOST: 'from outside', A: '1' },
        healthcheck: { test: ['CMD', 'ok'], intervalMs: 1000 },
        stopSignal: 'SIGINT',
        stopGracePeriodMs: 1500,
        init: true,
        ports: [
          { target: 8000, protocol: 'tcp', mode: 'auto' },
          { target: 80, published: 8080, protocol: 'udp', mode: 'auto' },
          { target: 90, published: 9090, protocol: 'tcp', mode: 'ingress' },
          { target: 91, protocol: 'tcp', mode: 'host' },
        ],
        networks: ['front'],
        labels: { a: 'b' },
        user: '1000',
        workingDir: '/app',
        hostname: 'h',
        readOnly: true,
        deploy: {
          mode: 'replicated',
          replicas: 3,
          endpointMode: 'vip',
          labels: { tier: 'front' },
          restartPolicy: { condition: 'on-failure', delayMs: 2000, maxAttempts: 3, windowMs: 60_000 },
          updateConfig: {
            parallelism: 2,
            delayMs: 1000,
            failureAction: 'rollback',
            monitorMs: 500,
            maxFailureRatio: 0.25,
            order: 'start-first',
          },
          rollbackConfig: { parallelism: 0, failureAction: 'continue', maxFailureRatio: 0.5 },
          resources: { limits: { cpus: 0.5, memoryBytes: 67_108_864 }, reservations: { cpus: 0.1 } },
          placement: { constraints: ['node.role == worker'], maxReplicasPerNode: 2 },
        },
      },
    });
  });

  it('may be there already, by name or in a stack; either way only a Swarm can run the scenario', () => {
    const { subjects } = valid('attach:\n  a: { service: db }\n  b: { stack: shop, service: web }\n');
    expect(subjects).to.deep.equal({
      a: { kind: 'attached-service', service: 'db' },
      b: { kind: 'attached-service', service: 'web', stack: 'shop' },
    });
    expect(needsSwarm({ subjects })).to.be.true;
    expect(needsSwarm(valid(web))).to.be.true;
    expect(needsSwarm(valid('containers: { web: { image: i } }\n'))).to.be.false;
  });

  it('are reached by a route', () => {
    const load = (route: string) => valid(`${web}load: { u: { url: 'http://web:8000/', rate: 1/s${route} } }\n`).load['u'];
    const standard = { checkIntervalMs: 250, retries: 3, redispatch: true };
    expect(load('')).to.include({ route: 'auto' }).and.not.have.property('proxy');
    expect(load(', route: tasks')).to.include({ route: 'tasks' });
    expect(load(', route: proxy')).to.deep.include({ route: 'proxy', proxy: standard });
    const written = load(', route: { proxy: { check_interval: 1s, retries: 0, redispatch: false } }');
    expect(written).to.deep.include({ route: 'proxy', proxy: { checkIntervalMs: 1000, retries: 0, redispatch: false } });
  });

  it('have tasks that a fault picks by slot, version, image, health, node and age', () => {
    const pick = (text: string) => valid(`${web}timeline: [{ at: 0s, kill: { of: web, pick: ${text} } }]\n`).timeline[0]?.fault?.pick;
    expect(pick('newest')).to.deep.equal({ choose: { kind: 'one' }, age: 'newest' });
    expect(pick('{ oldest: 2, version: v1 }')).to.deep.equal({ choose: { kind: 'first', count: 2 }, age: 'oldest', version: '1' });
    expect(pick('{ newest: true }')).to.deep.equal({ choose: { kind: 'one' }, age: 'newest' });
    expect(pick("{ random: 1, version: '2' }")).to.deep.equal({ choose: { kind: 'random', count: 1 }, version: '2' });
    expect(pick('{ slot: 2, version: 2 }')).to.deep.equal({ choose: { kind: 'all' }, slots: [2], version: '2' });
    const rest = { slots: [1, 3], image: 'web:v2', health: 'unhealthy', node: 'n1' };
    expect(pick("{ share: 50%, slot: [1, 3], image: 'web:v2', health: unhealthy, node: n1 }")).to.deep.equal({
      choose: { kind: 'share', share: 0.5 },
      ...rest,
    });
  });

  it('are taken as a whole by faults of services, and followed by lasting ones', () => {
    const { timeline } = valid(`${web}timeline:
  - at: 0s
    rollout: { of: web, image: 'web:v2' }
  - after: 0s
    pause: { of: web, follow: version, for: 1s }
  - when: { rollout: web, progress: '>= 50%' }
    rollback: web
`);
    const all = { choose: { kind: 'all' } };
    expect(timeline.map(({ fault }) => fault)).to.deep.equal([
      { kind: 'rollout', of: 'web', wholeService: true, pick: all, options: { image: 'web:v2' } },
      { kind: 'pause', of: 'web', forMs: 1000, follow: 'version', pick: all, options: {} },
      { kind: 'rollback', of: 'web', wholeService: true, pick: all, options: {} },
    ]);
  });
});

describe('the plan of a scenario with services', () => {
  const steps = (timeline: string) =>
    planScenario(valid(`${web}timeline:\n${timeline}`), '42', 1).steps.map(({ occurrences }) => occurrences[0]?.expectedTargets);

  it('names slots where the choice does not depend on what the tasks become', () => {
    expect(
      steps(`  - { at: 0s, kill: { of: web, pick: { slot: [2, 3] } } }
  - { after: 0s, kill: { of: web, pick: { regex: '[14]$' } } }
  - { after: 0s, kill: { of: web, pick: { random: 1, version: '2' } } }
  - { after: 0s, kill: { of: web, pick: newest } }
  - { after: 0s, rollback: web }
`),
    ).to.deep.equal([['web.2', 'web.3'], ['web.1', 'web.4'], undefined, undefined, ['web']]);
    expect(steps('  - { at: 0s, kill: { of: web, pick: { random: 2 } } }\n')[0]).to.have.length(2);
    expect(steps('  - { at: 0s, scale: { of: web, replicas: 2 } }\n  - { after: 0s, kill: web }\n')).to.deep.equal([['web'], undefined]);
  });

  it('says what the services are and what is picked', () => {
    const scenario = valid(`services:
  web: { image: 'web:v1', deploy: { replicas: 4, restart_policy: { delay: 0s }, update_config: { order: start-first } } }
  agent: { image: agent, deploy: { mode: global } }
attach: { db: { stack: shop, service: db } }
timeline:
  - { at: 0s, kill: { of: web, pick: { random: 1, version: '2' } } }
  - { after: 0s, kill: { of: db, pick: { oldest: 2, health: healthy } } }
`);
    const text = describePlan(planScenario(scenario, '42', 1));
    expect(text).to.include('web: service of web:v1, 4 tasks, restart any after 0s, updated start-first');
    expect(text).to.include('agent: service of agent, on every node, restart any');
    expect(text).to.include('db: attached to service db of stack shop');
    expect(text).to.include('1 at random of version 2 of web').and.include('the 2 oldest that is healthy of db');
  });

  it('keeps environment values to itself, those of a rollout included', () => {
    const text = `services: { web: { image: i, environment: { TOKEN: hunter2 } } }
timeline: [{ at: 0s, rollout: { of: web, environment: { KEY: hunter2 } } }]
`;
    const serialised = serialisePlan(planScenario(valid(text), '42', 1));
    expect(serialised).to.include('TOKEN').and.include('KEY').and.not.include('hunter2');
  });
});
