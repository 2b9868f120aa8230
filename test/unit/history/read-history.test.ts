import { expect } from 'chai';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { readHistory } from '../../../src/history/read-history.ts';
import { loadBucket } from '../support/load-rows-of.ts';
import { runStarted } from '../support/run-started.ts';
import { withTemporaryDirectory } from '../support/temporary-directory.ts';

const line = (seq: number, entry: object, t = seq) => JSON.stringify({ seq, t, wall: '2026-01-02T03:04:05.678Z', ...entry });
const first = line(1, runStarted());
const warning = { type: 'warning', code: 'w', message: 'm' };

async function read(text: string) {
  let events: Awaited<ReturnType<typeof readHistory>> = [];
  await withTemporaryDirectory(async (directory) => {
    const path = join(directory, 'h.ndjson');
    await writeFile(path, text);
    events = await readHistory(path);
  });
  return events;
}

async function refusal(text: string): Promise<string> {
  const error: unknown = await read(text).catch((reason: unknown) => reason);
  if (!(error instanceof FaultlineError)) throw new Error('it was read without complaint');
  expect(error.code).to.equal('ERR_HISTORY_INVALID');
  return error.message;
}

describe('readHistory', () => {
  it('returns every event', async () => {
    const events = await read(`${first}\n${line(2, warning)}\n`);
    expect(events.map(({ type }) => type)).to.deep.equal(['run-started', 'warning']);
  });

  it('does not need the last newline', async () => {
    expect(await read(`${first}\n${line(2, warning)}`)).to.have.length(2);
  });

  it('tolerates a last line that was cut off, and reports it', async () => {
    const events = await read(`${first}\n${line(2, warning)}\n${line(3, warning).slice(0, 20)}`);
    expect(events.at(-1)).to.include({ seq: 3, type: 'warning', code: 'history-cut' });
    expect(events).to.have.length(3);
  });

  it('refuses a damaged line anywhere else, naming file and line', async () => {
    expect(await refusal(`${first}\n${line(2, warning).slice(0, 20)}\n${line(3, warning)}\n`)).to.include('h.ndjson:2: ');
    expect(await refusal(`${first}\n${line(2, warning).slice(0, 20)}\n`)).to.include('h.ndjson:2: ');
  });

  it('refuses an event that lacks a field, naming the field', async () => {
    expect(await refusal(`${first}\n${line(2, { type: 'warning', code: 'w' })}\n`)).to.match(/h\.ndjson:2: "warning" event: message: /);
  });

  it('refuses missing, double and reordered lines, and time that runs backwards', async () => {
    expect(await refusal(`${first}\n${line(3, warning)}\n`)).to.include('event 3 follows event 1');
    expect(await refusal(`${first}\n${line(2, warning)}\n${line(2, warning)}\n`)).to.include('event 2 follows event 2');
    expect(await refusal(`${first}\n${line(2, warning, 9)}\n${line(3, warning, 8)}\n`)).to.include('backwards');
  });

  it('skips types of a newer version with one warning each', async () => {
    const events = await read(
      `${first}\n${line(2, { type: 'weather', id: 1 })}\n${line(3, { type: 'weather', id: 2 })}\n${line(4, warning)}\n`,
    );
    expect(events.map(({ seq, type }) => [seq, type])).to.deep.equal([
      [1, 'run-started'],
      [2, 'warning'],
      [4, 'warning'],
    ]);
    expect(events[1]).to.include({ code: 'unknown-event' });
  });

  it('refuses another format, an empty file, another file and no file', async () => {
    expect(await refusal(line(1, { ...runStarted(), format: 2 }))).to.include('format');
    expect(await refusal('')).to.include('run-started');
    expect(await refusal('name: a scenario\n')).to.include('h.ndjson:1: ');
    const error: unknown = await readHistory('/nowhere/h.ndjson').catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(FaultlineError).with.property('code', 'ERR_HISTORY_INVALID');
  });

  it('reads null as "not known" where a number was measured', async () => {
    const die = { type: 'engine-event', subject: 'web', container: 'web.1', incarnation: 1, action: 'die', atMs: 3, exitCode: null };
    expect((await read(`${first}\n${line(2, die)}\n`))[1]).to.have.property('exitCode').that.is.NaN;
  });

  it('refuses dates and times that are none, and a bucket whose requests are not its own, each in its line', async () => {
    expect(await refusal(`${line(1, { ...runStarted(), wall: 'yesterday' })}\n`)).to.include('h.ndjson:1: wall: it is no date');
    const phase = { type: 'phase', phase: 'chaos', state: 'started' };
    expect(await refusal(`${first}\n${line(2, phase, 1e300)}\n`)).to.include('h.ndjson:2: t: ');
    const bucket = loadBucket({ load: 'users', stream: 'new', fromMs: 0, untilMs: 1000, requests: [{ dueMs: 5 }, { dueMs: 500 }] });
    const { rows } = bucket;
    for (const [changed, told] of [
      [{ due: 3 }, '3 requests were due, and it holds 2'],
      [{ ok: 1 }, '1 good and 0 failed requests are not the 2 that were due'],
      [{ untilMs: 100 }, 'so after its end'],
      [{ untilMs: 1e10 }, 'it lasts from 0 to 10000000000'],
      [{ rows: { ...rows, class: 'AA==' } }, 'column class'],
      [{ rows: { ...rows, n: 1e15 } }, 'bytes in place of'],
      [{ rows: { ...rows, dueUs: Buffer.from(rows.dueUs, 'base64').swap64().swap32().toString('base64') } }, 'not in order'],
    ] as const)
      expect(await refusal(`${first}\n${line(2, { ...bucket, ...changed })}\n`))
        .to.include('h.ndjson:2: "load-bucket" event: ')
        .and.include(told);
    expect(await read(`${first}\n${line(2, bucket)}\n`)).to.have.length(2);
  });

  it('ends a line at a line feed only, whatever the text of an event holds', async () => {
    const log = { type: 'warning', code: 'w', message: 'a\u2028b\u2029c\u0085d' };
    expect((await read(`${first}\n${line(2, log)}\r\n`))[1]).to.include(log);
  });
});
