import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import type { Engine } from '../../../src/engine/engine.ts';
import { faultlineHere } from '../../unit/cli/faultline-here.ts';
import { CommandLine, faultline } from '../../support/command-line.ts';
import { faultlineMain } from '../../support/built.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';
import { Bystanders } from './bystanders.ts';

const result = z.object({
  verdict: z.string(),
  runs: z.array(
    z.looseObject({
      timeline: z.array(z.looseObject({ fault: z.string().nullish(), outcome: z.string().optional(), targets: z.array(z.string()) })),
    }),
  ),
});

describe('faultline attack', function () {
  this.timeout(240_000);
  let engine: Engine;
  let there: Bystanders;
  let place: Workplace;
  before(async () => (engine = await engineForTests()));
  beforeEach(async () => {
    there = new Bystanders(engine);
    place = await Workplace.make();
  });
  afterEach(async () => {
    process.exitCode = 0;
    await there.removeAll();
    await place.remove();
  });

  /** Attacks without asking, and returns the targets of each injected fault. */
  async function attack(...args: string[]) {
    const { code, stdout, stderr } = await faultlineHere(['attack', ...args, '--yes', '--json', '--quiet', '--out', place.out]);
    const runs = stdout === '' ? [] : result.parse(JSON.parse(stdout)).runs;
    const hits = runs.flatMap(({ timeline }) => timeline).flatMap(({ fault, targets }) => (fault ? [`${fault} ${targets.join()}`] : []));
    return { code, stderr, hits, text: `${stderr}\n${stdout}` };
  }

  const healthcheck = { test: ['CMD', 'healthy'], intervalMs: 1000, timeoutMs: 1000, retries: 1 };
  for (const [fault, options] of [
    ['kill', []],
    ['signal', ['--signal', 'SIGTERM']],
    ['stop', ['--duration', '300ms']],
    ['pause', ['--duration', '300ms']],
    ['crash', []],
    ['restart', ['--grace', '5s']],
    ['exec', ['--command', 'node --version', '--expect-code', '0']],
    ['request', ['--path', '/', '--port', '8000']],
    ['unhealthy', ['--duration', '1s']],
  ] as const) {
    it(`${fault}: hits the container, and leaves it running`, async () => {
      const name = await there.run({ healthcheck });
      const { code, hits, text } = await attack(fault, name, ...options, '--observe', '300ms', '--allow-last-healthy');
      expect(code, text).to.equal(0);
      expect(hits).to.deep.equal([`${fault} ${name}`]);
      await there.until(name, ({ status, health }) => status === 'running' && health === 'healthy');
    });
  }

  it('remove is refused, because nothing is removed that faultline did not create', async () => {
    const name = await there.run();
    const before = await there.inventory();
    const { code, stderr } = await attack('remove', name, '--allow-last-healthy');
    expect(stderr).to.contain('faultline removes only what it created');
    expect([code, await there.inventory()]).to.deep.equal([2, before]);
  });

  it('touches nothing with --dry-run, or without a terminal and --yes', async () => {
    const name = await there.run();
    const before = await there.inventory();
    const sinceMs = Date.now();
    const dry = await faultline(['attack', 'kill', name, '--allow-last-healthy', '--dry-run']);
    expect(dry.code, dry.stderr).to.equal(0);
    expect(dry.stdout)
      .to.match(new RegExp(`${name} +faultline/webserver:v1 +running`))
      .and.contain(`docker start ${name}`);
    const asked = await faultline(['attack', 'kill', name, '--allow-last-healthy', '--out', place.out]);
    expect(asked.code).to.equal(2);
    expect(asked.stderr).to.contain('Add --yes');
    expect(await there.inventory()).to.deep.equal(before);
    expect(await actionsOf(engine, sinceMs))
      .to.not.include.members(['kill'])
      .and.not.include.members(['die']);
  });

  it('is refused by the guard rails, each by its name', async () => {
    const [lonely, kept] = [await there.run(), await there.run({}, { 'io.faultline.protect': 'true' })];
    const labels = { 'com.docker.compose.project': there.prefix, 'com.docker.compose.service': 'web' };
    for (let count = 0; count < 3; count += 1) await there.run({}, labels);
    for (const [args, rule] of [
      [['kill', lonely], 'last_healthy'],
      [['kill', kept, '--allow-last-healthy'], 'protect'],
      [['kill', '--compose', `${there.prefix}/web`, '--pick', 'all', '--max-targets', '2'], 'max_targets'],
      [['kill', '--compose', `${there.prefix}/web`, '--pick', 'all'], 'last_healthy'],
    ] as const) {
      const { code, stderr } = await attack(...args);
      expect([code, stderr]).to.satisfy(([exit, said]: [number, string]) => exit === 2 && said.includes(`Refused by ${rule}`), stderr);
    }
  });

  it('again and again, drawn by the seed; what it saves hits the same again', async () => {
    const labels = { 'com.docker.compose.project': there.prefix, 'com.docker.compose.service': 'web' };
    for (let count = 0; count < 3; count += 1) await there.run({}, labels);
    const file = join(place.directory, 'again.yaml');
    const every = ['--every', '500ms', '--times', '4', '--duration', '100ms', '--observe', '100ms', '--seed', 'x'];
    const first = await attack('pause', '--compose', there.prefix, ...every, '--save', file);
    expect(first.code, first.text).to.equal(0);
    expect(first.hits).to.have.lengthOf(4);
    expect(new Set(first.hits).size).to.be.greaterThan(1);
    const { code, stdout, stderr } = await faultlineHere(['run', file, '--json', '--quiet', '--out', place.out]);
    expect(code, stderr).to.equal(0);
    const again = result.parse(JSON.parse(stdout)).runs.flatMap(({ timeline }) => timeline);
    expect(again.flatMap(({ fault, targets }) => (fault ? [`${fault} ${targets.join()}`] : []))).to.deep.equal(first.hits);
    const { code: refused, stderr: why } = await attack('pause', '--compose', there.prefix, ...every, '--save', file);
    expect([refused, why.includes('--force')]).to.deep.equal([2, true]);
  });

  for (const [verdict, exit] of [
    [[], 1],
    [['--until-verdict', 'inconclusive'], 4],
  ] as const) {
    it(`stops when the condition of --until comes true, undoes, and ends with ${exit}`, async () => {
      const name = await there.run();
      const port = (await there.state(name)).ports['8000/tcp'] ?? 0;
      const measure = ['--measure', `http://${engine.hostAddress}:${port}/`, '--rate', '50/s', '--measure-timeout', '200ms'];
      const until = ['--until', 'availability < 50%', ...verdict];
      const { code, text } = await attack('pause', name, '--allow-last-healthy', '--duration', '60s', ...measure, ...until);
      expect(code, text).to.equal(exit);
      expect(text).to.match(/"abort": \{\s+"condition": "availability of users < 50%"/);
      expect((await there.state(name)).status).to.equal('running');
    });
  }

  it('undoes at Ctrl-C', async () => {
    const name = await there.run();
    const running = new CommandLine(['attack', 'pause', name, '--allow-last-healthy', '--duration', '60s', '--yes', '--out', place.out]);
    await running.says(/ pause \S+ \(api\)/);
    expect((await there.state(name)).status).to.equal('paused');
    running.process.kill('SIGINT');
    const { code, stderr } = await running.end();
    expect(code, stderr).to.equal(130);
    expect((await there.state(name)).status).to.equal('running');
    const saved = await readFile(join(place.out, 'latest', 'scenario.yaml'), 'utf8');
    expect(saved).to.contain(`container: ${name}`).and.contain('pause:');
  });

  for (const [answer, exit, status] of [
    ['y', 0, 'exited'],
    ['n', 130, 'running'],
  ] as const) {
    it(`asks at a terminal, and takes ${answer} for an answer`, async () => {
      const name = await there.run();
      const { pid: before } = await there.state(name);
      const { code, output } = await atTerminal(['attack', 'kill', name, '--observe', '100ms', '--out', place.out], answer);
      expect(code, output).to.equal(exit);
      expect(output).to.contain(name).and.contain('last healthy replica').and.contain('[y/N]');
      const { pid } = await there.state(name);
      expect(pid === before, output).to.equal(status === 'running');
      expect((await there.state(name)).status).to.equal('running');
    });
  }

  it('services: a task dies and is replaced, the number changes and changes back, a rollout is rolled back', async () => {
    const name = await there.service(2);
    const killed = await attack('kill', name, '--observe', '1s');
    expect(killed.code, killed.text).to.equal(0);
    expect(killed.hits[0]).to.match(/^kill \S+-service\.[12]\.\w{7}$/);
    const scaled = await attack('scale', name, '--replicas', '3', '--duration', '500ms', '--observe', '500ms');
    expect(scaled.code, scaled.text).to.equal(0);
    const rolled = await attack('rollout', name, '--environment', 'ROLLED=out', '--observe', '1s');
    expect(rolled.code, rolled.text).to.equal(0);
    const service = await (await engine.swarm()).inspectService(name);
    expect([service?.replicas, service?.image]).to.deep.equal([2, 'faultline/webserver:v1']);
  });

  it('by chance: the same seed decides the same, and what it decided is recorded', async () => {
    for (let count = 0; count < 3; count += 1) await there.run({}, { group: there.prefix });
    const args = [
      'random',
      '--label',
      `group=${there.prefix}`,
      '--faults',
      'pause,signal:2',
      '--every',
      '500ms',
      '--times',
      '4',
      '--duration',
      '100ms',
      '--options',
      'signal: { signal: SIGCONT }',
    ];
    const plan = async () => (await faultlineHere(['attack', ...args, '--seed', 's', '--dry-run', '--json'])).stdout;
    expect(await plan()).to.equal(await plan());
    const { code, text } = await attack(...args, '--seed', 's', '--observe', '100ms', '--allow-last-healthy');
    expect(code, text).to.equal(0);
    expect(text.match(/"label": "(random \d|nothing)/g) ?? []).to.have.lengthOf(4);
  });

  it('by chance: a decision that a guard rail refuses at its time is left out, and the attack goes on', async () => {
    const labels = { 'com.docker.compose.project': there.prefix, 'com.docker.compose.service': 'web' };
    for (let count = 0; count < 2; count += 1) await there.run({}, labels);
    const file = join(place.directory, 'again.yaml');
    // The second one would take the replica that the first has left.
    const overlapping = ['--every', '500ms', '--times', '2', '--duration', '5s', '--max-concurrent', '2', '--seed', 's'];
    const { code, stdout, stderr } = await faultlineHere([
      ...['attack', 'random', '--compose', there.prefix, '--faults', 'pause', ...overlapping],
      ...['--observe', '100ms', '--save', file, '--yes', '--json', '--quiet', '--out', place.out],
    ]);
    expect(code, `${stderr}\n${stdout}`).to.equal(0);
    const steps = result.parse(JSON.parse(stdout)).runs.flatMap(({ timeline }) => timeline);
    expect(steps.map(({ outcome }) => outcome).slice(0, 2)).to.deep.equal(['injected', 'skipped-as-allowed']);
    expect(steps[1]?.['message']).to.contain('Refused by last_healthy');
    expect(await readFile(file, 'utf8')).to.match(/# Did not happen: .+ pause .+: skipped-as-allowed \(Refused by last_healthy/);
  });

  it('says what is not there, and what it may be', async () => {
    const name = await there.run();
    for (const [args, told] of [
      [['kill', `${name}x`], `Did you mean ${name}?`],
      [['kill', '--label', 'no=such'], 'There is nothing that fits'],
      [['kill', '--compose', 'nosuch/web'], 'no container of the Compose project nosuch/web'],
      [['rollout', name, '--image', 'x'], 'it acts on a service as a whole'],
      [['start', name], ''],
    ] as const) {
      const { code, stderr } = await attack(...args);
      expect(code, stderr).to.be.oneOf(told === '' ? [0, 2] : [2]);
      expect(stderr).to.contain(told).and.not.contain('    at ');
    }
  });
});

async function actionsOf(engine: Engine, sinceMs: number): Promise<string[]> {
  const actions: string[] = [];
  for await (const item of engine.events({ sinceMs, signal: AbortSignal.timeout(500) }))
    if (item.kind === 'event') actions.push(item.event.action);
  return actions;
}

/** Runs faultline at a pseudo-terminal, which answers the first question. */
async function atTerminal(args: readonly string[], answer: string): Promise<{ readonly code: number | null; readonly output: string }> {
  const words = [process.execPath, ...faultlineMain, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', words, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const asked = output.includes('[y/N]');
    output += text;
    if (!asked && output.includes('[y/N]')) child.stdin.write(`${answer}\n`);
  });
  await once(child, 'close');
  return { code: child.exitCode, output };
}
