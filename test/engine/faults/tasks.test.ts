import { expect } from 'chai';
import { crash } from '../../../src/faults/crash.ts';
import { exec } from '../../../src/faults/exec.ts';
import type { Fault } from '../../../src/faults/fault.ts';
import { kill } from '../../../src/faults/kill.ts';
import { pause } from '../../../src/faults/pause.ts';
import type { Target } from '../../../src/targets/target.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Services } from '../../support/services.ts';

describe('faults of containers on tasks of a service', () => {
  let services: Services;
  let service: Target;
  let task: Target;

  beforeEach(async () => {
    services = await Services.on(await engineForTests());
    service = await services.run('faultline/webserver:v1');
    const [first] = await services.tasks(service);
    if (!first) throw new Error('no task runs');
    task = first;
  });
  afterEach(() => services.removeAll());

  const ending: readonly Fault[] = [kill, crash];
  for (const fault of ending) {
    it(`${fault.name} is answered by Swarm with a new task, and there is nothing to undo`, async () => {
      const { undo } = await services.inject(fault, {}, task);
      expect(undo).to.deep.equal([]);
      const { tasks } = await services.until(service, ({ up }) => up.some(({ id }) => id !== task.task?.id));
      const dead = tasks.find(({ id }) => id === task.task?.id);
      expect(dead).to.deep.include({ state: 'failed', error: 'task: non-zero exit (137)', exitCode: 137 });
    });
  }

  it('pause freezes the task, which Swarm does not notice, and is undone on the node that runs it', async () => {
    const { undo } = await services.inject(pause, {}, task);
    const nodeId = task.task?.nodeId;
    expect(undo).to.deep.equal([{ action: 'unpause', container: task.id, node: nodeId, when: 'timeline-end' }]);
    expect(await services.engine.inspectContainer(task.id)).to.have.property('status', 'paused');
    expect((await services.state(service)).up).to.have.length(1);
    expect(await services.undo(undo)).to.deep.equal(['undone']);
    expect(await services.engine.inspectContainer(task.id)).to.have.property('status', 'running');
  });

  it('exec runs inside the task', async () => {
    expect((await services.inject(exec, { command: ['node', '-e', 'process.exit(3)'] }, task)).details).to.deep.equal({ exitCode: 3 });
  });
});
