import { expect } from 'chai';
import { z } from 'zod';
import { connectEngine } from '../../../src/engine/connect-engine.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { engineDown } from '../../../src/engine/private/engine-down.ts';
import { enginePaths } from '../../../src/engine/private/engine-paths.ts';
import { askSocket } from '../../../src/engine/private/engine-socket.ts';
import { engineUp } from '../../../src/engine/private/engine-up.ts';
import { missingPrerequisites } from '../../../src/engine/private/prerequisites.ts';
import { Workplace } from '../../support/workplace.ts';
import { importSleepImage } from '../private/sleep-image.ts';
import { eventsOf, runScenario } from '../run/support/runs.ts';
import { plainService } from './support/plain-service.ts';

const LIMIT = 1;
const DEATHS = 5;
const swarmSchema = z.object({ Version: z.object({ Index: z.number() }), Spec: z.looseObject({}) });

// The limit is the whole Swarm's, so that this takes an engine of its own.
if ((await missingPrerequisites()).length === 0) {
  describe('a Swarm that remembers one task of a slot', function () {
    this.timeout(120_000);
    const name = `task-history-${process.pid}`;
    const { socket } = enginePaths(name);
    let engine: Engine | undefined;
    let place: Workplace;

    before(async () => (place = await Workplace.make()));
    after(async () => {
      await engine?.close();
      await engineDown(name);
      await place.remove();
    });

    it('has forgotten most of them at the end; the history has each with its exit code, and warns', async () => {
      const { endpoint, hostAddress } = await engineUp({ name });
      await rememberOnly(LIMIT);
      await importSleepImage(socket, 'dying:v1', ['/bin/sh', '/bin/sleep']);
      engine = await connectEngine({ endpoint, hostAddress });
      const swarm = await engine.swarm();
      expect(swarm.taskHistoryLimit).to.equal(LIMIT);
      const { id } = await swarm.createService({
        name: 'dying',
        image: 'dying:v1',
        spec: plainService({
          entrypoint: ['/bin/sh', '-c', '/bin/sleep 0.5; exit 15'],
          deploy: { restartPolicy: { condition: 'any', delayMs: 0 } },
        }),
        labels: {},
        networks: [],
        publishMode: 'host',
      });
      // Attached to, the service is still there when the run is over, for Swarm to be asked what it remembers.
      const deaths = Array.from({ length: DEATHS }, () => '  - when: { event: web, action: die, within: 30s }');
      const run = await runScenario(
        engine,
        place,
        `
name: Deaths
attach: { web: { service: dying } }
blast_radius: { last_healthy: true }
timeline:
${deaths.join('\n')}
  - when: { task: web, state: failed, within: 30s }
expect:
  - exit: { of: web, code: 15, times: '>= ${DEATHS}' }
`,
      );
      const remembered = await swarm.listTasks(id);
      expect(run.error).to.equal(undefined);
      expect(run.result.verdict).to.equal('passed');

      const tasks = eventsOf(run, 'task');
      const died = eventsOf(run, 'engine-event').filter(({ action }) => action === 'die');
      expect(died.length).to.be.at.least(DEATHS);
      // Of the last one Swarm itself may not have known yet.
      for (const { container } of died.slice(0, -1)) {
        const ended = tasks.find((task) => task.container === container && task.state === 'failed');
        expect(ended, container).to.include({ exitCode: 15, error: 'task: non-zero exit (15)', task: 'web.1' });
      }
      expect(remembered.length).to.be.below(new Set(tasks.map(({ taskId }) => taskId)).size);
      expect(run.result.warnings.map(({ code }) => code)).to.include('task-history-too-small');
    });

    async function rememberOnly(limit: number): Promise<void> {
      const { Version, Spec } = swarmSchema.parse(JSON.parse((await askSocket(socket, { method: 'GET', path: '/swarm' })).body));
      const path = `/swarm/update?version=${Version.Index}`;
      const body = { ...Spec, Orchestration: { TaskHistoryRetentionLimit: limit } };
      expect(await askSocket(socket, { method: 'POST', path, body })).to.include({ status: 200 });
    }
  });
}
