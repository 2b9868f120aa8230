import { expect } from 'chai';
import { z } from 'zod';
import type { Engine } from '../../../src/engine/engine.ts';
import { SUBJECT_LABEL } from '../../../src/engine/labels.ts';
import { askSocket } from '../../../src/engine/private/engine-socket.ts';
import { CommandLine } from '../../support/command-line.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';
import { socketPathOf } from '../engine/support/cut-proxy.ts';
import { HttpProxy } from './support/http-proxy.ts';

const bindingsSchema = z.object({
  HostConfig: z.object({ PortBindings: z.object({ '8000/tcp': z.tuple([z.object({ HostPort: z.coerce.number() })]) }) }),
});

describe('A port that somebody takes between its choice and the start of the container', function () {
  this.timeout(90_000);
  let engine: Engine;
  let place: Workplace;
  let containers: Containers;
  let proxy: HttpProxy;

  beforeEach(async () => {
    engine = await engineForTests();
    place = await Workplace.make();
    containers = new Containers(engine);
    proxy = new HttpProxy(socketPathOf(engine.facts.endpoint));
  });
  afterEach(async () => {
    proxy.close();
    await containers.removeAll();
    await place.remove();
  });

  it('is left to them: the container is made again with another one', async () => {
    const text = `
name: Somebody was faster
containers:
  late: { image: 'faultline/webserver:v1', ports: [8000] }
timeline: [{ when: { log: late, matches: listening } }]
expect: [{ state: { of: late, is: running } }]
`;
    const endpoint = await proxy.listen();
    const starting = proxy.hold(/^POST \/containers\/\w+\/start$/);
    const run = new CommandLine(['run', await place.scenario(text), '--out', place.out, '--engine', endpoint]);
    const { path, release } = await starting;
    const chosen = await hostPortOf(path.replace(/start$/, 'json'));
    const faster = await containers.run('faultline/webserver:v1', { foreign: true, publish: { 8000: chosen } });
    release();
    const { code, stderr } = await run.end();
    expect(code, stderr).to.equal(0);
    expect(proxy.changes.filter((change) => change === 'POST /containers/create')).to.have.length(2);
    expect((await containers.state(faster)).ports).to.deep.equal({ '8000/tcp': chosen });
    expect(await engine.listContainers({ labels: [`${SUBJECT_LABEL}=late`] })).to.deep.equal([]);
  });

  async function hostPortOf(path: string): Promise<number> {
    const { body } = await askSocket(socketPathOf(engine.facts.endpoint), { method: 'GET', path });
    return bindingsSchema.parse(JSON.parse(body)).HostConfig.PortBindings['8000/tcp'][0].HostPort;
  }
});
