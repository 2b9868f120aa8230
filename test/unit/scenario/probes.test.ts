import { expect } from 'chai';
import { z } from 'zod';
import type { Definitions } from '../../../src/scenario/definition.ts';
import { describePlan } from '../../../src/scenario/describe-plan.ts';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { planScenario } from '../../../src/scenario/plan-scenario.ts';
import type { LoadSpec, Scenario } from '../../../src/scenario/scenario.ts';
import { registries } from '../../../src/suite/registries.ts';

const baseDir = import.meta.dirname;

function parse(...loads: readonly string[]) {
  const text = ['name: x', 'containers: { db: { image: i, ports: [5432, 8443] } }', 'load:', ...loads.map((load) => `  ${load}`)].join(
    '\n',
  );
  return parseScenario(text, { file: 'x.yaml', definitions: registries, env: {}, baseDir });
}

function scenarioOf(...loads: readonly string[]): Scenario {
  const { scenario, problems } = parse(...loads);
  expect(problems).to.deep.equal([]);
  return scenario!;
}

const loadOf = (load: string): LoadSpec => scenarioOf(`a: ${load}`).load['a']!;

describe('a probe of a project', () => {
  const probes: Definitions['probes'] = [
    {
      name: 'redis-ping',
      summary: 'PING.',
      schema: z.strictObject({ reply: z.string().default('PONG') }),
      module: '/project/faultline.config.mjs',
    },
    { name: 'sql', summary: 'A query.', schema: z.strictObject({ query: z.string() }), module: '/project/faultline.config.mjs' },
  ];
  const parsed = (load: string, known = probes) => {
    const text = `name: x\ncontainers: { db: { image: i, ports: [5432] } }\nload:\n  a: { rate: 1/s, ${load} }\n`;
    return parseScenario(text, { file: 'x.yaml', definitions: { ...registries, probes: known }, env: { QUERY: 'SELECT 1' } });
  };
  const problemsOf = (load: string, known = probes) => parsed(load, known).problems.map(({ message, fix }) => `${message}: ${fix ?? ''}`);

  it('is named, alone or with its options as they are written', () => {
    const named = parsed("url: 'tcp://db:5432', probe: redis-ping").scenario?.load['a'];
    expect(named).to.deep.include({
      probe: { kind: 'redis-ping', module: '/project/faultline.config.mjs', options: {} },
      streams: ['new'],
    });
    const asked = parsed("url: 'tcp://db:5432', connections: both, probe: { sql: { query: '${QUERY}' } }").scenario?.load['a'];
    expect(asked).to.deep.include({
      probe: { kind: 'sql', module: '/project/faultline.config.mjs', options: { query: 'SELECT 1' } },
      streams: ['new', 'keep-alive'],
    });
  });

  for (const [what, load, told] of [
    ['an unknown one', "url: 'tcp://db:5432', probe: redis-pin", 'unknown probe `redis-pin`: did you mean `redis-ping`?'],
    ['two', "url: 'tcp://db:5432', probe: { sql: {}, redis-ping: {} }", 'this one also has `redis-ping`'],
    ['no name', "url: 'tcp://db:5432', probe: 5", '`5` names no probe'],
    ['a missing option', "url: 'tcp://db:5432', probe: sql", '`query` is missing'],
    ['an unknown option', "url: 'tcp://db:5432', probe: { redis-ping: { replay: x } }", 'unknown key `replay`: did you mean `reply`?'],
    ['HTTP', "url: 'http://db:5432/', probe: redis-ping", 'a probe sends no HTTP request'],
    ['a body', "url: 'tcp://db:5432', probe: redis-ping, expect: { body: x }", 'it judges its answers itself'],
    ['a header', "url: 'tcp://db:5432', probe: redis-ping, headers: { a: b }", 'it is not HTTP'],
    ['a command beside it', "url: 'tcp://db:5432', probe: redis-ping, command: x", 'it is a way to ask itself'],
  ] as const) {
    it(`refuses ${what}, and says the fix`, () => {
      expect(problemsOf(load).join('\n')).to.contain(told);
    });
  }

  it('says where probes come from when there is none', () => {
    expect(problemsOf("url: 'tcp://db:5432', probe: redis-ping", []).join()).to.contain('faultline.config.ts');
  });

  it('is told by the plan', () => {
    const { scenario } = parsed("url: 'tcp://db:5432', probe: redis-ping");
    expect(describePlan(planScenario(scenario!, '1', 1))).to.contain('a: probe redis-ping of tcp://db:5432, 1/s');
  });
});

describe('what a request is', () => {
  it('is HTTP/1.1 on both kinds of connections unless said otherwise', () => {
    expect(loadOf("{ url: 'https://db:8443/', rate: 1/s }")).to.not.have.any.keys('http', 'tls', 'command', 'commandSource');
    expect(loadOf("{ url: 'https://db:8443/', rate: 1/s }").streams).to.deep.equal(['new', 'keep-alive']);
    expect(loadOf("{ url: 'https://db:8443/', rate: 1/s, http: 2 }").http).to.equal('2');
    expect(loadOf("{ url: 'https://db:8443/', rate: 1/s, http: '2' }").http).to.equal('2');
    expect(loadOf("{ url: 'https://db:8443/', rate: 1/s, http: 1.1 }").http).to.equal('1.1');
  });

  it('is always new when it is a bare connect or a command', () => {
    expect(loadOf("{ url: 'tcp://db:5432', rate: 1/s }").streams).to.deep.equal(['new']);
    expect(loadOf("{ url: 'tcp://db:5432', rate: 1/s, connections: new, command: check }").streams).to.deep.equal(['new']);
  });

  it('finds files relative to the scenario file, and programs without a slash in PATH', () => {
    const tls = loadOf("{ url: 'https://db:8443/', rate: 1/s, tls: { ca: ../../load/fixtures/ca.pem } }").tls;
    expect(tls?.caFile).to.match(/\/test\/load\/fixtures\/ca\.pem$/);
    expect(loadOf("{ url: 'tcp://db:5432', rate: 1/s, command: [./check, ./a] }").command).to.deep.equal([`${baseDir}/check`, './a']);
    expect(loadOf("{ url: 'tcp://db:5432', rate: 1/s, command: check it }").command).to.deep.equal(['check', 'it']);
  });

  it('may look at what a command prints', () => {
    const load = loadOf("{ url: 'tcp://db:5432', rate: 1/s, command: check, expect: { body: PONG }, version: { body: 'v(.)' } }");
    expect(load.expect.bodyPattern).to.equal('PONG');
    expect(load.version).to.deep.equal({ bodyPattern: 'v(.)' });
  });

  it('warns of a command, and knows its place', () => {
    const { scenario, warnings } = parse(
      "a: { url: 'tcp://db:5432', rate: 1/s }",
      "b: { url: 'tcp://db:5432', rate: 1/s, command: rm -r x }",
    );
    expect(warnings.map(({ line, message }) => [line, message])).to.deep.equal([
      [5, 'this runs a program on the machine of whoever runs the scenario: `rm -r x`'],
    ]);
    expect(scenario?.load['b']?.commandSource?.line).to.equal(5);
  });

  it('is told by the plan', () => {
    const plan = planScenario(
      scenarioOf(
        "a: { url: 'tcp://db:5432', rate: 1/s }",
        "b: { url: 'tcp://db:5432', rate: 1/s, command: [check, '-h', '{host}', 'a b'] }",
        "c: { url: 'https://db:8443/', rate: 1/s, http: 2, tls: { insecure: true } }",
      ),
      '1',
      1,
    );
    const lines = describePlan(plan)
      .split('\n')
      .map((line) => line.trim());
    expect(lines).to.include('a: connect to tcp://db:5432, 1/s on new connections each, deadline 1s');
    expect(lines).to.include(
      'b: command on this machine: check -h {host} "a b" (for tcp://db:5432), 1/s on new connections each, deadline 1s',
    );
    expect(lines).to.include(
      'c: GET https://db:8443/ over HTTP/2, any certificate, 1/s on new and keep-alive connections each, deadline 1s',
    );
  });
});
