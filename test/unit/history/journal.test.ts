import { expect } from 'chai';
import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { Journal } from '../../../src/history/journal.ts';
import { readHistory } from '../../../src/history/read-history.ts';
import { runStarted } from '../support/run-started.ts';
import { withTemporaryDirectory } from '../support/temporary-directory.ts';

const clockOf = (...times: number[]) => ({ now: () => times.shift() ?? 99, wall: () => '2026-01-02T03:04:05.678Z' });
const warning = { type: 'warning', code: 'w', message: 'm' } as const;

describe('Journal', () => {
  it('numbers from 1, dates without ever going back, and begins each line with seq, t, wall, type', async () => {
    await withTemporaryDirectory(async (directory) => {
      const path = join(directory, 'history.ndjson');
      const journal = await Journal.open(path, clockOf(0.123456, 5, 4));
      expect(journal.append(runStarted())).to.include({ seq: 1, t: 0.123 });
      expect(journal.append(warning)).to.include({ seq: 2, t: 5 });
      expect(journal.append({ code: 'w', message: 'm', type: 'warning' })).to.include({ seq: 3, t: 5 });
      await journal.flush();
      expect(await journal.close()).to.equal(undefined);
      const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
      expect(lines).to.have.length(3);
      for (const line of lines) expect(line).to.match(/^\{"seq":\d+,"t":[\d.]+,"wall":"[^"]+","type":"/);
      expect(await readHistory(path)).to.deep.equal(journal.events);
    });
  });

  it('keeps the order when it is written to while it writes', async () => {
    await withTemporaryDirectory(async (directory) => {
      const path = join(directory, 'history.ndjson');
      const journal = await Journal.open(path, clockOf());
      journal.append(runStarted());
      for (let i = 0; i < 2000; i += 1) {
        journal.append({ ...warning, message: String(i) });
        if (i % 100 === 0) await new Promise(setImmediate);
      }
      await journal.close();
      expect(await readHistory(path)).to.deep.equal(journal.events);
    });
  });

  it('never overwrites a history', async () => {
    await withTemporaryDirectory(async (directory) => {
      const path = join(directory, 'history.ndjson');
      await writeFile(path, 'precious\n');
      const error: unknown = await Journal.open(path, clockOf()).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(FaultlineError).with.property('code', 'ERR_OUTPUT');
      expect(await readFile(path, 'utf8')).to.equal('precious\n');
    });
  });

  it('says so when its directory cannot be written to', async () => {
    const error: unknown = await Journal.open('/nowhere/at/all/history.ndjson', clockOf()).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(FaultlineError).with.property('code', 'ERR_OUTPUT');
  });

  it('reports a full disk once and keeps every event in memory', async function () {
    if (!existsSync('/dev/full')) return;
    await withTemporaryDirectory(async (directory) => {
      const path = join(directory, 'history.ndjson');
      await symlink('/dev/full', path);
      const reported: FaultlineError[] = [];
      const journal = await Journal.open(path, clockOf(), { onError: (error) => reported.push(error) });
      journal.append(runStarted());
      await journal.flush();
      journal.append(warning);
      const error = await journal.close();
      expect(error?.code).to.equal('ERR_OUTPUT');
      expect(error?.message).to.include('ENOSPC');
      expect(reported).to.deep.equal([error]);
      expect(await journal.close()).to.equal(error);
      expect(journal.events.map(({ seq }) => seq)).to.deep.equal([1, 2]);
    });
  });

  it('notices that its directory was removed', async () => {
    await withTemporaryDirectory(async (directory) => {
      const journal = await Journal.open(join(directory, 'history.ndjson'), clockOf());
      journal.append(runStarted());
      await rm(directory, { recursive: true });
      expect((await journal.close())?.message).to.include('removed');
    });
  });

  it('takes nothing after it was closed', async () => {
    await withTemporaryDirectory(async (directory) => {
      const journal = await Journal.open(join(directory, 'history.ndjson'), clockOf());
      await journal.close();
      expect(() => journal.append(warning))
        .to.throw(FaultlineError)
        .with.property('code', 'ERR_OUTPUT');
    });
  });
});
