import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { Command } from 'commander';
import { equipReport } from '../../../src/cli/report.ts';
import { suiteResultSchema } from '../../../src/report/suite-result.ts';
import { registries } from '../../../src/suite/registries.ts';
import { withTemporaryDirectory } from '../support/temporary-directory.ts';
import { elements, parseXml } from './support/parse-xml.ts';
import type { SampleHistory } from './support/sample-history.ts';
import { killHistory } from './support/sample-run.ts';

/** The history of a kill whose plan expects `code` as the exit code of web. */
function historyExpecting(code: number): SampleHistory {
  const history = killHistory();
  const options = { of: 'web', code, times: { operator: '==', value: 1, unit: 'count', text: '== 1' } };
  const expect = [{ kind: 'exit', options, source: { line: 12, column: 5 } }];
  return history.add(5100, { type: 'plan', plan: { scenario: { expect }, steps: [] } });
}

async function store(directory: string, history: SampleHistory): Promise<string> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, 'history.ndjson');
  await writeFile(path, history.events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  return path;
}

/** Runs the command without colours, whatever the tests' own output is; returns what it printed and its exit code. */
async function report(...args: string[]): Promise<{ out: string; err: string; code: unknown }> {
  const write = process.stdout.write.bind(process.stdout);
  const writeError = process.stderr.write.bind(process.stderr);
  const { exitCode: before, env } = process;
  const noColor = env['NO_COLOR'];
  env['NO_COLOR'] = '1';
  let out = '';
  process.stdout.write = (text: string | Uint8Array) => {
    out += String(text);
    return true;
  };
  let err = '';
  process.stderr.write = (text: string | Uint8Array) => {
    err += String(text);
    return true;
  };
  try {
    const quiet = { writeErr: () => undefined };
    const command = new Command('report').exitOverride().configureOutput(quiet);
    equipReport(command, registries);
    await command.parseAsync(args, { from: 'user' });
    return { out, err, code: process.exitCode };
  } finally {
    process.stdout.write = write;
    process.stderr.write = writeError;
    process.exitCode = before;
    if (noColor === undefined) delete env['NO_COLOR'];
    else env['NO_COLOR'] = noColor;
  }
}

describe('faultline report', () => {
  it('judges a stored run again and writes its reports', () =>
    withTemporaryDirectory(async (directory) => {
      await store(directory, historyExpecting(137));
      const { out, code } = await report(directory);
      expect(out)
        .to.match(/^PASSED {2}Web survives a kill {2}the check passed$/m)
        .and.to.contain(`${directory}/ (history.ndjson`);
      expect(code).to.equal(0);
      expect(await readFile(join(directory, 'summary.md'), 'utf8')).to.match(/^# ✅ Web survives a kill/);
      expect(JSON.parse(await readFile(join(directory, 'result.json'), 'utf8'))).to.have.property('verdict', 'passed');
    }));

  it('fails when the run did', () =>
    withTemporaryDirectory(async (directory) => {
      const path = await store(directory, historyExpecting(0));
      const { out, code } = await report(path);
      expect(out).to.contain('FAILED  Web survives a kill  the check failed').and.to.contain('line 12');
      expect(code).to.equal(1);
    }));

  it('writes only the formats that are asked for, and refuses unknown ones', () =>
    withTemporaryDirectory(async (directory) => {
      const path = await store(directory, historyExpecting(137));
      await report(path, '--format', 'markdown');
      expect(await readFile(join(directory, 'summary.md'), 'utf8')).to.contain('# ✅');
      expect(await readFile(join(directory, 'junit.xml'), 'utf8').catch(() => 'none')).to.equal('none');
      const error = await report(path, '--format', 'markdown,pdf').catch((thrown: unknown) => thrown);
      expect(error).to.have.property('message').that.contains('Known formats are html, json, junit, markdown, ');
    }));

  it('writes formats on request, and says what a collector did not take, without a change of the verdict', () =>
    withTemporaryDirectory(async (directory) => {
      const path = await store(directory, historyExpecting(137));
      const all = ['--format', 'csv,prometheus,otlp,github', '--otlp-endpoint', 'http://127.0.0.1:1'];
      const { out, err, code } = await report(path, ...all);
      const files = ['annotations.txt', 'buckets.csv', 'history.ndjson', 'metrics.prom', 'otlp.jsonl'];
      expect((await readdir(directory)).toSorted()).to.deep.equal(files);
      expect(out).to.contain('(history.ndjson, buckets.csv, metrics.prom, otlp.jsonl, annotations.txt)');
      expect(err).to.match(/^(faultline: not told to OpenTelemetry: .*\n){2}$/);
      expect(code).to.equal(0);
    }));

  it('annotates what did not hold, and nothing on stdout', () =>
    withTemporaryDirectory(async (directory) => {
      const path = await store(directory, historyExpecting(0));
      const { out, err, code } = await report(path, '--format', 'github', '--json');
      expect(err).to.match(/^::error file=scenarios\/web\.yaml,line=12,title=Web survives a kill%3A exit of web failed::.*\n$/);
      expect(JSON.parse(out)).to.have.property('verdict', 'failed');
      expect(code).to.equal(1);
    }));

  it('reports several runs: a table, one document, one JUnit file, the worst verdict', () =>
    withTemporaryDirectory(async (directory) => {
      await store(join(directory, 'a'), historyExpecting(137));
      await store(join(directory, 'b'), historyExpecting(0));
      await mkdir(join(directory, 'c'));
      await writeFile(join(directory, 'c', 'history.ndjson'), '{"not":"a history"}\n');
      const merged = join(directory, 'all.xml');
      const { out, code } = await report(directory, '--out', merged);
      expect(out).to.contain('FAILED  3 runs: 1 failed, 1 inconclusive, 1 passed').and.to.contain('ERR_HISTORY_INVALID');
      expect(code).to.equal(1);
      expect(elements(parseXml(await readFile(merged, 'utf8')), 'testsuite')).to.have.length(3);
      const { out: printed } = await report(directory, '--json');
      const suite = suiteResultSchema.parse(JSON.parse(printed));
      expect(suite.runs.map(({ verdict }) => verdict)).to.deep.equal(['passed', 'failed', 'inconclusive']);
    }));

  it('writes a page with all runs beside them, or where it is told to', () =>
    withTemporaryDirectory(async (directory) => {
      await store(join(directory, 'a'), historyExpecting(137));
      await store(join(directory, 'b'), historyExpecting(0));
      const { out } = await report(directory);
      expect(out).to.contain(`All runs on one page: ${join(directory, 'suite.html')}`);
      const page = await readFile(join(directory, 'suite.html'), 'utf8');
      expect(page).to.contain('href="b/report.html"').and.to.contain('2 runs: 1 failed, 1 passed');
      const elsewhere = join(directory, 'pages', 'all.html');
      await report(directory, '--suite', '--out', elsewhere);
      expect(await readFile(elsewhere, 'utf8')).to.contain('href="../b/report.html"');
      const error = await report(directory, '--suite', '--out', 'all.xml').catch((thrown: unknown) => thrown);
      expect(error).to.include({ code: 'ERR_USAGE' });
    }));

  it('makes that page of each result.json as it is, when nothing else is asked for, and of the history where there is none', () =>
    withTemporaryDirectory(async (directory) => {
      await store(join(directory, 'a'), historyExpecting(137));
      await store(join(directory, 'b'), historyExpecting(137));
      await report(join(directory, 'a'));
      const stored = join(directory, 'a', 'result.json');
      await writeFile(stored, (await readFile(stored, 'utf8')).replaceAll('"passed"', '"failed"'));
      const { out, code } = await report(directory, '--suite');
      expect(out).to.contain('2 runs: 1 failed, 1 passed');
      expect(code).to.equal(1);
      expect(await readFile(join(directory, 'b', 'report.html'), 'utf8').catch(() => 'none')).to.equal('none');
      await writeFile(stored, '{"schema":2}');
      expect((await report(directory, '--suite')).out).to.contain('2 runs: 2 passed');
    }));

  it('writes a page of scenarios over their runs, whatever their verdicts', () =>
    withTemporaryDirectory(async (directory) => {
      await store(join(directory, 'a'), historyExpecting(137));
      await store(join(directory, 'b'), historyExpecting(0));
      const { out, code } = await report(directory, '--trend');
      expect(out).to.equal(`Scenarios over their runs: ${join(directory, 'trend.html')}\n`);
      expect(code ?? 0).to.equal(0);
      expect(await readFile(join(directory, 'trend.html'), 'utf8')).to.contain('href="b/report.html"');
    }));

  it('says what is wrong with a single damaged history', () =>
    withTemporaryDirectory(async (directory) => {
      const path = join(directory, 'history.ndjson');
      await writeFile(path, 'nonsense\n');
      const error = await report(path).catch((thrown: unknown) => thrown);
      expect(error).to.include({ code: 'ERR_HISTORY_INVALID' });
    }));
});
