import { expect } from 'chai';
import { z } from 'zod';
import type { Engine } from '../../../src/engine/engine.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';
import { faultlineHere } from '../../unit/cli/faultline-here.ts';
import { Bystanders } from './bystanders.ts';

const ran = z.object({
  runs: z.array(z.object({ timeline: z.array(z.object({ fault: z.string().nullable(), targets: z.array(z.string()) })) })),
});

/** Services that were there before, of a stack. */
describe('services of a stack', function () {
  this.timeout(180_000);
  let there: Bystanders;
  let place: Workplace;
  let services: readonly string[];
  before(async () => {
    const engine: Engine = await engineForTests();
    there = new Bystanders(engine);
    const labels = { 'com.docker.stack.namespace': there.prefix };
    services = [await there.service(2, labels), await there.service(2, labels)];
    place = await Workplace.make();
  });
  after(async () => {
    process.exitCode = 0;
    await there.removeAll();
    await place.remove();
  });

  async function attack(...args: string[]) {
    const { code, stdout, stderr } = await faultlineHere(['attack', ...args, '--json', '--quiet', '--yes', '--out', place.out]);
    return { code, stdout, text: `${stderr}\n${stdout}` };
  }

  it('are all selected by --stack, and one task of them is hit', async () => {
    const { code, stdout, text } = await attack('kill', '--stack', there.prefix, '--observe', '500ms', '--seed', 's');
    expect(code, text).to.equal(0);
    const hits = ran.parse(JSON.parse(stdout)).runs.flatMap(({ timeline }) => timeline.filter(({ fault }) => fault === 'kill'));
    expect(hits).to.have.lengthOf(1);
    expect(hits[0]?.targets).to.have.lengthOf(1);
    expect(services).to.include(hits[0]?.targets[0]?.replace(/\.\d+\.\w+$/, ''));
  });

  it('are each taken as a whole by a fault of services', async () => {
    const { code, stdout, text } = await attack('scale', '--stack', there.prefix, '--replicas', '3', '--pick', 'all', '--dry-run');
    expect(code, text).to.equal(0);
    for (const service of services) expect(stdout).to.contain(`"service": "${service}"`);
  });

  it('of another stack are not there', async () => {
    const { code, text } = await attack('kill', '--stack', `${there.prefix}-other`);
    expect([code, text]).to.satisfy(([exit, said]: [number, string]) => exit === 2 && said.includes(`${there.prefix}-other`), text);
  });

  it('attached to, make `when: { restarts: … }` hold once an ended task has been replaced', async () => {
    const [service = ''] = services;
    const file = await place.scenario(`
name: The place of a killed task is taken
attach: { web: { service: ${service} } }
timeline:
  - at: 0s
    kill: { of: web, pick: one }
  - when: { restarts: web, is: 1, within: 60s }
expect:
  - restarts: { of: web, is: '== 1' }
`);
    const { code, stdout, stderr } = await faultlineHere(['run', file, '--out', place.out]);
    expect(code, `${stderr}\n${stdout}`).to.equal(0);
  });
});
