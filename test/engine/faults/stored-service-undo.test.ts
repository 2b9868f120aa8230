import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { pause } from '../../../src/faults/pause.ts';
import { rollout } from '../../../src/faults/rollout.ts';
import { scale } from '../../../src/faults/scale.ts';
import { readStoredRuns } from '../../../src/run/cleanup/stored-run.ts';
import { owedUndos, undoStoredRun } from '../../../src/run/cleanup/undo-stored-run.ts';
import { UndoLog } from '../../../src/run/undo-log.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Services } from '../../support/services.ts';

describe('what a dead run owes to a service that was there before', () => {
  let services: Services;
  let stateDir: string;
  beforeEach(async () => {
    services = await Services.on(await engineForTests());
    stateDir = await mkdtemp(join(tmpdir(), 'faultline-undo-'));
  });
  afterEach(async () => {
    await rm(stateDir, { recursive: true });
    await services.removeAll();
  });

  it('is undone from its log, newest first: a rollout, a scale, a pause of a task', async () => {
    const { engine } = services;
    const target = { ...(await services.run('faultline/webserver:v1')), attached: true };
    const endpoint = { endpoint: engine.facts.endpoint, hostAddress: engine.hostAddress };
    const log = await UndoLog.open(stateDir, { id: 'another-run', engine: endpoint });
    const record = async (action: Parameters<UndoLog['record']>[0]['action']) =>
      log.record({ step: 0, occurrence: 0, target: 'web', action });

    for (const action of (await services.inject(rollout, { image: 'faultline/webserver:v2' }, target)).undo) await record(action);
    await services.until(target, ({ service }) => service.updateStatus?.state === 'completed');
    for (const action of (await services.inject(scale, { replicas: 2 }, target)).undo) await record(action);
    await services.until(target, ({ up }) => up.length === 2);
    const [task] = await services.tasks(target);
    for (const action of (await services.inject(pause, {}, { ...task!, attached: true })).undo) await record(action);
    await log.close();

    const [run] = await readStoredRuns(stateDir);
    if (run === undefined || !('pending' in run)) throw new Error('the log cannot be read');
    const { undone, failed } = await undoStoredRun(engine, run, await owedUndos(engine, run));
    expect(failed).to.deep.equal([]);
    expect(undone).to.deep.equal(['unpause web', 'scale-service web', 'roll-back-service web']);
    await services.until(
      target,
      ({ up, service }) => service.replicas === 1 && up.length === 1 && up[0]?.image === 'faultline/webserver:v1',
    );
  });
});
