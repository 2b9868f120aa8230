import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { readPending, readStoredRuns } from '../../../src/run/cleanup/stored-run.ts';
import { UndoLog } from '../../../src/run/undo-log.ts';

const engine = { endpoint: 'unix:///nowhere', hostAddress: '127.0.0.1' };
const change = { step: 0, occurrence: 0, target: 'web.1', action: { action: 'unpause', container: 'abc', when: 'timeline-end' } } as const;

describe('UndoLog', () => {
  let directory: string;
  beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'faultline-undo-'))));
  afterEach(() => rm(directory, { recursive: true }));

  it('has every change on disk when record resolves', async () => {
    const log = await UndoLog.open(directory, { id: 'run-1', engine });
    const id = await log.record(change);
    const text = await readFile(join(log.directory, 'undo.ndjson'), 'utf8');
    expect(readPending(text)).to.deep.equal([{ id, ...change }]);
    await log.close();
  });

  it('is readable by its owner only: it may hold what a service was before', async () => {
    const log = await UndoLog.open(join(directory, 'state'), { id: 'run-1', engine });
    const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
    expect(await modeOf(join(directory, 'state'))).to.equal(0o700);
    expect(await modeOf(log.directory)).to.equal(0o700);
    for (const name of await readdir(log.directory)) expect(await modeOf(join(log.directory, name))).to.equal(0o600);
    await log.close();
  });

  it('returns what is pending newest first, also when several targets are recorded at once', async () => {
    const log = await UndoLog.open(directory, { id: 'run-1', engine });
    const ids = await Promise.all(['a', 'b', 'c'].map((target) => log.record({ ...change, target })));
    await log.done(ids[1]!);
    expect(log.pending().map(({ target }) => target)).to.deep.equal(['c', 'a']);
    const [stored] = await readStoredRuns(directory);
    expect(stored).to.deep.include({ id: 'run-1', alive: true, pending: log.pending() });
    await log.close();
  });

  it('keeps what is owed to services and to containers of tasks on other nodes', async () => {
    const log = await UndoLog.open(directory, { id: 'run-1', engine });
    const actions = [
      { action: 'scale-service', service: 'abc', replicas: 2, when: 'run-end' },
      { action: 'roll-back-service', service: 'abc', image: 'web:v1', replicas: 2, sameImage: true, when: 'run-end' },
      { action: 'unpause', container: 'abc', node: 'n1', when: 'timeline-end' },
    ] as const;
    for (const action of actions) await log.record({ ...change, action });
    const pending = readPending(await readFile(join(log.directory, 'undo.ndjson'), 'utf8'));
    expect(pending.map(({ action }) => action)).to.deep.equal(actions.toReversed());
    await log.close();
  });

  it('goes away when nothing is owed, and stays when something is', async () => {
    const clean = await UndoLog.open(directory, { id: 'run-1', engine });
    await clean.done(await clean.record(change));
    await clean.close({ remove: true });
    expect(existsSync(clean.directory)).to.be.false;
    const owing = await UndoLog.open(directory, { id: 'run-2', engine });
    await owing.record(change);
    await owing.close({ remove: true });
    expect(await readdir(join(directory, 'runs'))).to.deep.equal(['run-2']);
  });

  it('tells a dead owner from a live one, even when its pid has been given away', async () => {
    const log = await UndoLog.open(directory, { id: 'run-1', engine });
    await log.close();
    const file = join(log.directory, 'run.json');
    const owner = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...owner, startTime: '1' }));
    expect((await readStoredRuns(directory))[0]).to.have.property('alive', false);
    await writeFile(file, JSON.stringify({ ...owner, bootId: 'another' }));
    expect((await readStoredRuns(directory))[0]).to.have.property('alive', false);
  });

  it('ignores a line that a crash cut off, and reports any other damage', async () => {
    const log = await UndoLog.open(directory, { id: 'run-1', engine });
    await log.record(change);
    await appendFile(join(log.directory, 'undo.ndjson'), '{"id":"2","st');
    await log.close();
    expect((await readStoredRuns(directory))[0])
      .to.have.property('pending')
      .with.length(1);
    await appendFile(join(log.directory, 'undo.ndjson'), '\n');
    expect((await readStoredRuns(directory))[0]).to.have.property('damage');
  });

  it('says where it could not be written', async () => {
    await writeFile(join(directory, 'file'), '');
    const thrown = await UndoLog.open(join(directory, 'file'), { id: 'run-1', engine }).catch((error: unknown) => error as FaultlineError);
    expect(thrown).to.deep.include({ code: 'ERR_OUTPUT' });
  });

  it('finds nothing where there is no state directory', async () => {
    expect(await readStoredRuns(join(directory, 'none'))).to.deep.equal([]);
  });
});
