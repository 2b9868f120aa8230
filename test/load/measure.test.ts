import { expect } from 'chai';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { measureResultSchema, type MeasureResult } from '../../src/report/measure-result.ts';
import { CommandLine, faultline, type CommandResult } from '../support/command-line.ts';
import { withTemporaryDirectory } from '../unit/support/temporary-directory.ts';
import { closedPort, closeServers, httpServer, serverProcess } from './support/servers.ts';

const urlOf = ({ address, port }: { readonly address: string; readonly port: number }) => `http://${address}:${port}/`;

function documentOf({ stdout }: CommandResult): MeasureResult {
  return measureResultSchema.parse(JSON.parse(stdout));
}

/** The measure itself was hindered: on a busy machine that is the truthful answer, and no other can be expected. */
function spoiled({ load }: MeasureResult): boolean {
  return Object.values(load.measure.streams).some((stream) => stream.spoiled.length > 0);
}

/** Seconds that this machine spoiled may leave a verdict open: then 4, and never 0. */
function endsWith(code: number, result: MeasureResult): number {
  return spoiled(result) && result.verdict === 'inconclusive' ? 4 : code;
}

describe('faultline measure', function () {
  this.timeout(120_000);
  afterEach(closeServers);

  it('measures both streams of a server that answers, with exactly as many requests as were asked for', async () => {
    const { endpoint } = await serverProcess();
    const expectations = ['availability >= 50%', 'availability on keep-alive >= 50%', 'version 1 == 100%'].flatMap((text) => [
      '--expect',
      text,
    ]);
    const flags = ['--rate', '40/s', '--for', '1500ms', '--version-body', 'version (\\d)', ...expectations];
    const { code, stdout, stderr } = await faultline(['measure', urlOf(endpoint), ...flags]);
    expect(code, stdout + stderr).to.equal(0);
    expect(stdout).to.match(/^GET http:\/\/127.0.0.1:\d+\/ {2}40\/s on each stream, measured 1.5 s, deadline 1 s\n/);
    expect(stdout)
      .to.match(/new connections +keep-alive/)
      .and.match(/availability +100% n=60 +100% n=60/);
    expect(stdout)
      .to.match(/versions +1 × 60 +1 × 60/)
      .and.contain('PASSED  all 3 checks passed');
  });

  it('is no error for a server that does not answer: 0 %, and exit code 1 only when more was expected', async () => {
    const url = urlOf(await closedPort());
    const flags = ['measure', url, '--rate', '40/s', '--for', '1s', '--json'];
    const measured = await faultline(flags);
    expect(measured.code, measured.stderr).to.equal(0);
    const result = documentOf(measured);
    expect(result).to.include({ verdict: 'passed', ended: 'completed' });
    expect(result.load.measure).to.deep.include({ availability: 0, due: 40, stream: 'new' });
    expect(result.load.measure.errors).to.have.property('refused');
    const judged = await faultline([...flags, '--expect', 'availability >= 1%']);
    expect(judged.code, judged.stdout).to.equal(endsWith(1, documentOf(judged)));
  });

  it('sees a server that dies in the middle: an outage without an end, which fails what it already breaks', async () => {
    let requests = 0;
    const server = await httpServer((_request, response) => {
      response.end('ok');
      if ((requests += 1) === 40) server.close();
    });
    const flags = ['--rate', '40/s', '--for', '2s', '--expect', 'outage <= 100ms', '--expect', 'availability >= 99.9%'];
    const ended = await faultline(['measure', urlOf(server.endpoint), '--json', ...flags]);
    const result = documentOf(ended);
    expect(result.load.measure.outages.at(-1), ended.stdout).to.include({ open: true });
    expect(result.load.measure.availability).to.be.within(0.1, 0.9);
    expect(ended.code).to.equal(endsWith(1, result));
  });

  it('says what it means that only new connections fail', async () => {
    let requests = 0;
    const server = await httpServer((_request, response) => {
      response.end('ok');
      if ((requests += 1) === 20) server.stopListening();
    });
    const { code, stdout } = await faultline(['measure', urlOf(server.endpoint), '--rate', '40/s', '--for', '2s', '--timeout', '2s']);
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/failed +\d+ \(refused/)
      .and.match(/→ (Nobody listened while established|Both streams failed, new connections)/);
    expect(stdout).to.match(/^Outages\n {2}new .* at least /m);
  });

  it('ends early at Ctrl-C, with what was measured so far', async () => {
    let enough: () => void = () => undefined;
    const measuring = new Promise<void>((resolve) => (enough = resolve));
    let requests = 0;
    const server = await httpServer((_request, response) => {
      response.end('ok');
      if ((requests += 1) === 20) enough();
    });
    const command = new CommandLine([
      'measure',
      urlOf(server.endpoint),
      '--rate',
      '40/s',
      '--for',
      '1h',
      '--json',
      '--expect',
      'availability >= 0%',
    ]);
    await measuring;
    command.process.kill('SIGINT');
    const ended = await command.end();
    expect(ended.code).to.equal(130);
    expect(ended.stderr).to.contain('SIGINT: ending early');
    const result = documentOf(ended);
    expect(result).to.include({ ended: 'interrupted', verdict: 'inconclusive' });
    expect(result.load.measure.due).to.be.within(5, 2000);
  });

  it('leaves at once at a second Ctrl-C, whatever it still waits for', async () => {
    let asked: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (asked = resolve));
    const server = await httpServer(() => asked());
    const command = new CommandLine(['measure', urlOf(server.endpoint), '--rate', '10/s', '--timeout', '10m', '--for', '1h']);
    await waiting;
    command.process.kill('SIGINT');
    await command.says(/Again: leave at once/);
    command.process.kill('SIGINT');
    expect(await command.end()).to.deep.include({ code: 130, stdout: '' });
  });

  it('keeps a history that check and report understand, when told where', async () => {
    const server = await httpServer((_request, response) => response.end('ok'));
    await withTemporaryDirectory(async (directory) => {
      const out = join(directory, 'results');
      const flags = ['--rate', '20/s', '--for', '500ms', '--connections', 'keep-alive', '--header', 'authorization: secret'];
      const measured = await faultline(['measure', urlOf(server.endpoint), ...flags, '--out', out, '--quiet']);
      expect(measured, measured.stderr).to.include({ code: 0, stderr: '' });
      const latest = join(out, 'latest');
      for (const file of ['history.ndjson', 'result.json', 'summary.md']) expect(existsSync(join(latest, file)), file).to.equal(true);
      expect(await readFile(join(latest, 'history.ndjson'), 'utf8')).not.to.contain('secret');
      const reported = await faultline(['report', latest]);
      expect(reported.code, reported.stderr).to.equal(0);
      const checked = await faultline(['check', latest, '--expect', 'availability < 50%']);
      expect(checked.stdout + checked.stderr).to.contain('availability of measure during run');
      expect(checked.code).to.equal(1);
    });
  });
});
