import { expect } from 'chai';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { definitions } from './definitions-for-tests.ts';

const options = { file: 'dir/x.yaml', definitions, env: {}, baseDir: '/base' };
const parse = (text: string, env: Record<string, string> = {}) => parseScenario(text, { ...options, env });

function valid(text: string, env: Record<string, string> = {}): Scenario {
  const { scenario, problems } = parse(text, env);
  expect(problems).to.deep.equal([]);
  return scenario!;
}

const web = 'name: x\ncontainers:\n  web: { image: i, ports: [8000] }\n';
const container = (text: string, env: Record<string, string> = {}) => {
  const subject = valid(`name: x\ncontainers:\n  web:\n    image: i\n${text.replaceAll(/^/gm, '    ')}\n`, env).subjects['web'];
  if (subject?.kind !== 'container') throw new Error('no container');
  return subject;
};

describe('parseScenario', () => {
  it('fills in the defaults of the smallest scenario', () => {
    const { scenario, sha256 } = parse('name: x\ncontainers: { web: { image: i } }\n');
    expect(sha256).to.match(/^[0-9a-f]{64}$/);
    expect(scenario).to.deep.equal({
      name: 'x',
      tags: [],
      subjects: {
        web: {
          kind: 'container',
          spec: {
            image: 'i',
            environment: {},
            restart: { name: 'no' },
            init: false,
            ports: [],
            networks: [],
            labels: {},
            readOnly: false,
            tmpfs: [],
            capAdd: [],
            capDrop: [],
            autoRemove: false,
          },
          scale: 1,
          start: 'auto',
          autoheal: false,
          readyWithinMs: 60_000,
        },
      },
      load: {},
      pressure: {},
      timeline: [],
      expect: [],
      blastRadius: {},
      repeat: 1,
      timeoutMs: 600_000,
    });
  });

  it("takes Compose's words for a container", () => {
    const { spec, ...rest } = container(
      `build: { context: ./app, args: [A=1, B], target: final }
command: node 'my server.js'
entrypoint: [tini, --]
environment: { TEXT: a, NUMBER: 1, FLAG: true, HOST: , UNSET: }
healthcheck: { test: curl -f localhost, interval: 1m30s, timeout: 2s, retries: 3, start_period: 5s }
restart: on-failure:3
stop_signal: int
stop_grace_period: 1.5s
init: true
ports: [8000, '8080:80', '53/udp', { target: 9000, published: 9001, protocol: tcp }]
networks: [front]
mem_limit: 64m
cpus: '0.5'
pids_limit: 10
labels: [a=b, c]
user: 1000
working_dir: /app
hostname: h
read_only: true
tmpfs: /tmp
cap_add: [NET_ADMIN]
cap_drop: [ALL]
auto_remove: true
start: manual
autoheal: true
ready_within: 5s
x-note: ignored`,
      { B: 'from outside', HOST: 'from outside' },
    );
    expect(spec).to.deep.equal({
      image: 'i',
      build: { context: '/base/app', dockerfile: 'Dockerfile', args: { A: '1', B: 'from outside' }, target: 'final' },
      command: ['node', 'my server.js'],
      entrypoint: ['tini', '--'],
      environment: { TEXT: 'a', NUMBER: '1', FLAG: 'true', HOST: 'from outside' },
      healthcheck: { test: ['CMD-SHELL', 'curl -f localhost'], intervalMs: 90_000, timeoutMs: 2000, retries: 3, startPeriodMs: 5000 },
      restart: { name: 'on-failure', maxRetries: 3 },
      stopSignal: 'SIGINT',
      stopGracePeriodMs: 1500,
      init: true,
      ports: [
        { container: 8000, protocol: 'tcp' },
        { container: 80, host: 8080, protocol: 'tcp' },
        { container: 53, protocol: 'udp' },
        { container: 9000, host: 9001, protocol: 'tcp' },
      ],
      networks: ['front'],
      memLimitBytes: 67_108_864,
      cpus: 0.5,
      pidsLimit: 10,
      labels: { a: 'b', c: '' },
      user: '1000',
      workingDir: '/app',
      hostname: 'h',
      readOnly: true,
      tmpfs: ['/tmp'],
      capAdd: ['NET_ADMIN'],
      capDrop: ['ALL'],
      autoRemove: true,
    });
    expect(rest).to.deep.equal({ kind: 'container', scale: 1, start: 'manual', autoheal: true, readyWithinMs: 5000 });
  });

  it('takes `restart: no` however YAML reads it', () => {
    for (const written of ['no', "'no'", 'false']) expect(container(`restart: ${written}`).spec.restart).to.deep.equal({ name: 'no' });
  });

  it('reads health checks that are switched off or only timed otherwise', () => {
    expect(container('healthcheck: { disable: true }').spec.healthcheck).to.deep.equal({ test: ['NONE'] });
    expect(container('healthcheck: { interval: 1s }').spec.healthcheck).to.deep.equal({ test: [], intervalMs: 1000 });
    expect(container('healthcheck: { test: [CMD, ok] }').spec.healthcheck).to.deep.equal({ test: ['CMD', 'ok'] });
  });

  it('attaches to several containers by their names, and picks by name', () => {
    const { subjects, timeline } = valid(
      'name: x\nattach:\n  a: { containers: [db-1, db-2] }\ntimeline: [{ at: 0s, kill: { of: a, pick: { name: db-2 } } }]\n',
    );
    expect(subjects).to.deep.equal({ a: { kind: 'attached', containers: ['db-1', 'db-2'], autoheal: false } });
    expect(timeline[0]?.fault?.pick).to.deep.equal({ choose: { kind: 'all' }, names: ['db-2'] });
  });

  it('attaches by name or label', () => {
    const { subjects } = valid('name: x\nattach:\n  a: { container: db }\n  b: { label: app=web, autoheal: true }\n');
    expect(subjects).to.deep.equal({
      a: { kind: 'attached', container: 'db', autoheal: false },
      b: { kind: 'attached', label: 'app=web', autoheal: true },
    });
  });

  it('reads loads and pressure', () => {
    const { load, pressure } = valid(`${web}load:
  a: { url: 'http://web:8000/', rate: 600/m }
  b:
    url: http://web:8000/x
    rate: 2/s
    timeout: 250ms
    method: POST
    headers: { x-user: 7 }
    body: hello
    connections: keep-alive
    expect: { status: [2xx, 404], body: ok$ }
    version: { body: 'version (\\d+)' }
pressure: { p: { url: 'http://web:8000/' } }
`);
    expect(load['a']).to.deep.include({ ratePerSecond: 10, timeoutMs: 1000, method: 'GET', headers: {}, streams: ['new', 'keep-alive'] });
    expect(load['a']?.expect.status).to.include.members([200, 399]).and.have.length(200);
    expect(load['b']).to.deep.include({
      timeoutMs: 250,
      method: 'POST',
      headers: { 'x-user': '7' },
      body: 'hello',
      streams: ['keep-alive'],
      version: { bodyPattern: 'version (\\d+)' },
    });
    expect(load['b']?.expect.bodyPattern).to.equal('ok$');
    expect(load['b']?.expect.status).to.include.members([200, 299, 404]).and.have.length(101);
    expect(pressure).to.deep.equal({ p: { url: 'http://web:8000/', connections: 10 } });
  });

  it('reads a rate that changes in stages', () => {
    const { load } = valid(`${web}load:
  a:
    url: http://web:8000/
    rate:
      - { from: 0/s, to: 500/s, over: 30s }
      - { at: 500/s, for: 10s }
      - { to: 30/m, over: 5s }
      - { from: 5/s, to: 6/s, over: 1s }
  b: { url: 'http://web:8000/', rate: [{ at: 20/s, for: 10s }] }
`);
    expect(load['a']).to.deep.include({
      ratePerSecond: 500,
      stages: [
        { fromPerSecond: 0, toPerSecond: 500, forMs: 30_000 },
        { fromPerSecond: 500, toPerSecond: 500, forMs: 10_000 },
        { fromPerSecond: 500, toPerSecond: 0.5, forMs: 5000 },
        { fromPerSecond: 5, toPerSecond: 6, forMs: 1000 },
      ],
    });
    expect(load['b']).to.include({ ratePerSecond: 20 }).and.to.not.have.property('stages');
  });

  it('reads a timeline: triggers, faults, selectors, and where each step stands', () => {
    const { timeline } = valid(`${web}load: { users: { url: 'http://web:8000/', rate: 1/s } }
timeline:
  - at: 0s
    kill: web
  - after: 1s
    signal: { of: web, signal: TERM, pick: { random: 2, label: a=b, regex: ^web } }
  - name: pauses
    every: 5s
    times: 3
    jitter: 10%
    at: 2s
    pause: { of: web, pick: { share: 50% }, for: 3s }
  - when: { health: web, is: unhealthy }
    flood:
  - when: { response: users, class: bad-status, within: 5s }
`);
    const all = { choose: { kind: 'all' } };
    expect(timeline).to.deep.equal([
      { trigger: { kind: 'at', atMs: 0 }, fault: { kind: 'kill', of: 'web', pick: all, options: {} }, source: { line: 6, column: 5 } },
      {
        trigger: { kind: 'after', afterMs: 1000 },
        fault: {
          kind: 'signal',
          of: 'web',
          pick: { choose: { kind: 'random', count: 2 }, label: 'a=b', regex: '^web' },
          options: { signal: 'SIGTERM' },
        },
        source: { line: 8, column: 5 },
      },
      {
        name: 'pauses',
        trigger: { kind: 'every', everyMs: 5000, times: 3, jitter: 0.1, atMs: 2000 },
        fault: { kind: 'pause', of: 'web', pick: { choose: { kind: 'share', share: 0.5 } }, forMs: 3000, options: {} },
        source: { line: 10, column: 5 },
      },
      {
        trigger: { kind: 'when', condition: { kind: 'health', of: 'web', options: { is: 'unhealthy' } }, withinMs: 60_000 },
        fault: { kind: 'flood', pick: all, options: { level: 1 } },
        source: { line: 16, column: 5 },
      },
      {
        trigger: { kind: 'when', condition: { kind: 'response', of: 'users', options: { class: 'bad-status' } }, withinMs: 5000 },
        source: { line: 18, column: 5 },
      },
    ]);
  });

  it('reads expectations, the steady state and its recovery', () => {
    const scenario = valid(`${web}load: { users: { url: 'http://web:8000/', rate: 1/s } }
steady: { for: 2s, expect: [{ availability: { is: 100% } }] }
expect:
  - restarts: { of: web, is: 1 }
`);
    const share = { operator: '==', value: 1, unit: 'share', text: '== 100%' };
    expect(scenario.steady).to.deep.equal({
      forMs: 2000,
      expect: [{ kind: 'availability', options: { is: share }, source: { line: 5, column: 29 } }],
    });
    expect(scenario.recovery).to.deep.equal({ withinMs: 10_000 });
    expect(scenario.expect).to.deep.equal([
      {
        kind: 'restarts',
        options: { of: 'web', is: { operator: '==', value: 1, unit: 'count', text: '== 1' } },
        source: { line: 7, column: 5 },
      },
    ]);
  });

  it('reads the rest of the frame', () => {
    const scenario = valid(`${web}description: d
tags: [a, b]
seed: 42
repeat: 3
timeout: 1m
blast_radius: { max_targets: 2, max_share: 50% }
`);
    expect(scenario).to.deep.include({
      description: 'd',
      tags: ['a', 'b'],
      seed: '42',
      repeat: 3,
      timeoutMs: 60_000,
      blastRadius: { maxTargets: 2, maxShare: 0.5 },
    });
  });

  it('takes JSON, anchors, merge keys and x- keys', () => {
    expect(valid('{"$schema": "x", "name": "x", "containers": {"web": {"image": "i"}}}').name).to.equal('x');
    const { subjects } = valid(
      'name: x\nx-base: &base { image: i, init: true }\ncontainers:\n  a: { <<: *base, init: false }\n  b: *base\n',
    );
    expect(subjects['a']).to.have.nested.property('spec.init', false);
    expect(subjects['b']).to.have.nested.property('spec.init', true);
  });

  it('points into what a merge key or an alias brought in', () => {
    const { problems } = parse('name: x\nx-base: &base { image: i, scale: none }\ncontainers:\n  a: { <<: *base }\n  b: *base\n');
    expect(problems.map(({ line, column }) => [line, column])).to.deep.equal([[2, 34]]);
  });

  it('interpolates values, and takes numbers and booleans out of them where they belong', () => {
    const { spec, scale } = container("scale: ${N:-3}\ninit: ${INIT}\nenvironment: { A: '${N:-007}' }\nlabels: { '${K}': $$x }", {
      INIT: 'true',
    });
    expect(scale).to.equal(3);
    expect(spec.init).to.equal(true);
    expect(spec.environment).to.deep.equal({ A: '007' });
    expect(spec.labels).to.deep.equal({ '${K}': '$x' });
  });

  it('warns of variables that are not set and of hosts that are nearly subjects', () => {
    const { warnings, problems } = parse(`${web}description: $NOBODY\nload: { users: { url: 'http://wbe:8000/', rate: 1/s } }\n`);
    expect(problems).to.deep.equal([]);
    expect(warnings.map(({ line, message }) => [line, message])).to.deep.equal([
      [4, '`NOBODY` is not set and becomes nothing'],
      [5, '`wbe` is no subject, so it is looked up as another machine'],
    ]);
  });

  it('refuses a load on a port that is not published', () => {
    const { problems } = parse(`${web}load: { users: { url: 'http://web:9000/', rate: 1/s } }\n`);
    expect(problems).to.have.length(1);
    expect(problems[0]).to.include({ line: 4, column: 23, fix: 'add `ports: [9000]` to `web`' });
  });
});
