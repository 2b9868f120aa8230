import { realpath } from 'node:fs/promises';
import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { missingPrerequisites } from '../../../src/engine/private/prerequisites.ts';
import { SuiteEngines } from '../../../src/suite/suite-engines.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';
import { Workplace } from '../../support/workplace.ts';
import { importSleepImage } from '../private/sleep-image.ts';
import { eventsOf, labelled, runScenario } from '../run/support/runs.ts';
import { TwoNodes } from './support/two-nodes.ts';

/** Answers with the host name, which Swarm makes that of the node. */
const SERVER =
  "require('node:http').createServer((_, response) => response.setHeader('x-version', require('node:os').hostname()).end()).listen(8000)";

if ((await missingPrerequisites()).length === 0) {
  describe('a Swarm of two nodes', function () {
    this.timeout(180_000);
    let nodes: TwoNodes;
    let engine: Engine;
    let place: Workplace;
    let node: string;

    before(async () => {
      place = await Workplace.make();
      nodes = await TwoNodes.up(`two-${process.pid}`);
      node = await realpath(process.execPath);
      for (const { socket } of [nodes.manager, nodes.worker]) await importSleepImage(socket, 'node:here', [node]);
      engine = await nodes.connect(true);
    });
    after(async () => {
      try {
        expect(await labelled(engine)).to.deep.equal([]);
      } finally {
        await engine.close();
        await nodes.down();
        await place.remove();
      }
    });

    it('has its tasks recorded with their nodes, reached by the load, picked by node and hit on either', async () => {
      const { manager, worker } = nodes;
      const run = await runScenario(
        engine,
        place,
        `
name: Two nodes
services:
  web:
    image: 'node:here'
    entrypoint: ['${node}', -e, "${SERVER}"]
    hostname: '{{.Node.Hostname}}'
    init: true
    ports: [8000]
    deploy: { replicas: 2, restart_policy: { delay: 0s }, placement: { max_replicas_per_node: 1 } }
  near:
    image: 'node:here'
    entrypoint: ['${node}', -e, 'setTimeout(() => 0, 1e9)']
    init: true
    deploy: { placement: { constraints: ['node.hostname == ${manager.hostname}'] } }
load:
  users: { url: 'http://web:8000/', rate: 20/s, timeout: 1s, connections: new, version: { header: x-version }, route: tasks }
timeline:
  - when: { response: users, version: ${worker.hostname}, within: 30s }
  - at: 0s
    pause: { of: near, for: 200ms }
  - after: 0s
    kill: { of: web, pick: { node: ${worker.hostname} } }
  - when: { task: web, state: failed, within: 30s }
  - when: { replicas: web, is: 2, within: 30s }
  - after: 0s
    pause: { of: web, pick: { node: ${worker.hostname} }, for: 200ms }
  - when: { response: users, version: ${worker.hostname}, within: 30s }
expect:
  - versions: { of: users, during: run, present: [${manager.hostname}, ${worker.hostname}] }
  - restarts: { of: web, is: 1 }
`,
      );
      expect(run.error).to.equal(undefined);
      expect(run.result.verdict).to.equal('passed');
      const steps = eventsOf(run, 'step').toSorted((one, other) => one.step - other.step);
      expect(steps.map(({ outcome }) => outcome)).to.deep.equal([
        ...['waited', 'injected', 'injected', 'waited', 'waited', 'injected', 'waited'],
      ]);
      const tasks = eventsOf(run, 'task');
      const nodesOf = (subject: string) =>
        new Set(tasks.filter((task) => task.subject === subject && task.node !== '').map((task) => task.node));
      expect(nodesOf('web')).to.deep.equal(new Set([manager.hostname, worker.hostname]));
      expect(nodesOf('near')).to.deep.equal(new Set([manager.hostname]));
      const [killed] = steps.find(({ fault }) => fault === 'kill')?.targets ?? [];
      expect(tasks.find(({ container, state }) => container === killed && state === 'failed')).to.include({
        node: worker.hostname,
        exitCode: 137,
      });
      expect(eventsOf(run, 'undo').map(({ outcome }) => outcome)).to.deep.equal(['undone', 'undone']);
    });

    it('has a node that cannot be reached without its address', async () => {
      const alone = await nodes.connect(false);
      try {
        const swarm = await alone.swarm();
        const other = (await swarm.listNodes()).find(({ self }) => !self);
        const error = await faultlineErrorOf(swarm.engineOf(other?.id ?? ''));
        expect(error.code).to.equal('ERR_CAPABILITY_MISSING');
        expect(error.message).to.include(`no way to the engine of node ${nodes.worker.hostname}`);
      } finally {
        await alone.close();
      }
    });

    it('has a worker on which no scenario with services can run', async () => {
      const choice = { which: nodes.worker.endpoint, swarmInit: false, needs: { swarm: true, plain: false } };
      const error = await faultlineErrorOf(SuiteEngines.connect(choice, () => undefined));
      expect(error.code).to.equal('ERR_CAPABILITY_MISSING');
      expect(error.message).to.include('is only a worker of its Swarm');
      expect(error.hint).not.to.include('--swarm-init');
    });
  });
}
