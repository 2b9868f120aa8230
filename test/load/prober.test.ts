import { once } from 'node:events';
import { expect } from 'chai';
import { FaultlineError } from '../../src/errors/faultline-error.ts';
import { killLoads, measure, startLoad } from './support/measure.ts';
import { proberPid } from './support/prober-pid.ts';
import { closeServers, httpServer, serverProcess } from './support/servers.ts';

/** A server that goes on takes up to so long for the requests that wait. */
const CATCH_UP_MS = 50;

describe('the prober', function () {
  this.timeout(30_000);
  afterEach(killLoads);
  afterEach(closeServers);

  for (const [rate, durationMs] of [
    [1, 2300],
    [37, 1500],
    [500, 1200],
    [2000, 1200],
  ] as const) {
    it(`counts every request of ${rate}/s exactly once, at exactly its due time`, async () => {
      const server = await serverProcess();
      const measured = await measure({ ratePerSecond: rate, timeoutMs: 1000 }, [server.endpoint], durationMs);
      const start = measured.buckets[0]!.fromMs;
      for (const [phase, stream] of (['new', 'keep-alive'] as const).entries()) {
        const requests = measured.of(stream);
        const stoppedMs = measured.buckets.filter((bucket) => bucket.stream === stream).at(-1)!.untilMs - start;
        expect(requests.length).to.equal(Math.floor(((stoppedMs + 1e-6) * rate) / 1000 - phase / 2) + 1);
        requests.forEach(({ dueMs }, k) => expect(dueMs).to.be.closeTo(start + ((k + phase / 2) * 1000) / rate, 0.001));
      }
      for (const bucket of measured.buckets) {
        const failed = Object.values(bucket.errors).reduce((sum, n) => sum + n, 0);
        expect(bucket).to.include({ due: bucket.rows.n, failed, ok: bucket.due - failed });
        expect(bucket.fromMs).to.be.lessThan(bucket.untilMs);
      }
    });
  }

  it('says so when it cannot keep its schedule, and keeps it at a moderate rate', async () => {
    const server = await serverProcess();
    const measured = await measure({ ratePerSecond: 50 }, [server.endpoint], 1500);
    // How punctual it was depends on what else the machine does; that it tells how much does not.
    for (const bucket of measured.buckets) {
      const limit = Math.max(20, 1000 / 50);
      if (bucket.slipMs.p99 > limit) expect(bucket.spoiled).to.contain('slip p99');
      else expect(bucket.errors).to.deep.equal({});
    }
  });

  it('connects anew for each request of one stream, and hardly ever for the other', async () => {
    const server = await httpServer((_request, response) => response.end('ok'));
    const fresh = await measure({ streams: ['new'] }, [server.endpoint], 500);
    const afterNew = server.connections();
    expect(afterNew).to.equal(fresh.requests.length);
    const kept = await measure({ streams: ['keep-alive'] }, [server.endpoint], 500);
    expect(kept.requests.length).to.be.greaterThan(30);
    expect(server.connections() - afterNew).to.be.lessThan(kept.requests.length / 2);
  });

  it('finds a closed listener with new connections only', async () => {
    const server = await httpServer((_request, response) => response.end('ok'));
    const load = await startLoad({ ratePerSecond: 50 }, [server.endpoint]);
    await load.clock.sleepUntil(load.clock.now() + 400);
    server.stopListening();
    const closedMs = load.clock.now();
    await load.clock.sleepUntil(closedMs + 600);
    const measured = await load.finish();
    const after = (stream: 'new' | 'keep-alive'): string[] =>
      measured
        .of(stream)
        .filter(({ dueMs }) => dueMs > closedMs + 100)
        .map((request) => request.class);
    expect(new Set(after('new'))).to.deep.equal(new Set(['refused']));
    expect(after('keep-alive').filter((outcome) => outcome === 'ok')).to.not.be.empty;
    expect(measured.counts('keep-alive').ok).to.be.greaterThan(measured.counts('new').ok!);
  });

  it('goes to its endpoints in turn, and to others when told', async () => {
    const servers = await Promise.all(['1', '2', '3'].map((name) => httpServer((_request, response) => response.end(`version ${name}`))));
    const [first, second, third] = servers.map(({ endpoint }) => endpoint);
    const load = await startLoad({ version: { bodyPattern: 'version (\\d)' } }, [first!, second!]);
    await load.clock.sleepUntil(load.clock.now() + 800);
    const switchedMs = load.clock.now();
    load.prober.setEndpoints([second!, third!]);
    await load.clock.sleepUntil(switchedMs + 1500);
    load.prober.setEndpoints([]);
    await load.clock.sleepUntil(load.clock.now() + 300);
    const measured = await load.finish();
    for (const stream of ['new', 'keep-alive'] as const) {
      const versions = (from: number, until: number): Set<string | undefined> =>
        new Set(
          measured
            .of(stream)
            .filter(({ dueMs, slipMs }) => dueMs + slipMs >= from && dueMs + slipMs < until)
            .map(({ version }) => version),
        );
      expect(versions(0, switchedMs - 200)).to.deep.equal(new Set(['1', '2']));
      expect(versions(switchedMs + 1000, switchedMs + 1450)).to.deep.equal(new Set(['2', '3']));
      expect(measured.of(stream).at(-1)).to.include({ class: 'refused', version: undefined });
    }
    expect(Object.keys(measured.counts()).sort()).to.deep.equal(['ok', 'refused']);
  });

  it('sends what the load says, to the host that the URL names', async () => {
    const seen = new Set<string>();
    const server = await httpServer((request, response) => {
      request.setEncoding('utf8').on('data', (body: string) => {
        const { method, url, headers } = request;
        seen.add(JSON.stringify([method, url, headers.host, headers['x-trace'], headers['content-length'], body]));
        response.setHeader('X-Version', 'blue').end();
      });
      request.resume();
    });
    const spec = { url: 'http://web:8000/a?b=1', method: 'POST', headers: { 'X-Trace': 'yes' }, body: 'hello' };
    const measured = await measure({ ...spec, version: { header: 'X-Version' } }, [server.endpoint], 300);
    expect([...seen]).to.deep.equal([JSON.stringify(['POST', '/a?b=1', 'web:8000', 'yes', '5', 'hello'])]);
    expect(measured.counts()).to.have.all.keys('ok');
    expect(measured.buckets[0]!.versions).to.deep.equal({ blue: measured.buckets[0]!.due });
  });

  it('measures a server that stood still for a second within half a point of the truth, besides the time it takes to catch up', async () => {
    const server = await serverProcess();
    const load = await startLoad({ ratePerSecond: 100 }, [server.endpoint]);
    await load.clock.sleepUntil(load.clock.now() + 1000);
    server.process.kill('SIGSTOP');
    const stoppedMs = load.clock.now();
    await load.clock.sleepUntil(stoppedMs + 1000);
    server.process.kill('SIGCONT');
    const standstillMs = load.clock.now() - stoppedMs;
    await load.clock.sleepUntil(load.clock.now() + 2000);
    const measured = await load.finish();
    const totalMs = measured.buckets.at(-1)!.untilMs - measured.buckets[0]!.fromMs;
    // Requests due in the last 500 ms of it are still answered within their deadline.
    const truth = 1 - (standstillMs - 500) / totalMs;
    // It first has to answer those that wait: the youngest of them may miss their deadline by that.
    const catchingUp = CATCH_UP_MS / totalMs;
    for (const stream of ['new', 'keep-alive'] as const) {
      const { ok = 0, timeout = 0, unsent = 0 } = measured.counts(stream);
      const due = measured.of(stream).length;
      expect(ok + timeout + unsent).to.equal(due);
      // Unsent is what this machine, not the server, was too busy for.
      expect(ok / due, stream).to.be.within(truth - 0.005 - catchingUp - unsent / due, truth + 0.005);
    }
  });

  it('does not wait for connections that were lost while nobody accepted any', async function () {
    this.retries(2);
    const server = await serverProcess(1);
    const load = await startLoad({ streams: ['new'], timeoutMs: 400 }, [server.endpoint]);
    server.process.kill('SIGSTOP');
    await load.clock.sleepUntil(load.clock.now() + 1500);
    server.process.kill('SIGCONT');
    const backMs = load.clock.now();
    await load.clock.sleepUntil(backMs + 600);
    const measured = await load.finish();
    const after = measured.requests.filter(({ dueMs }) => dueMs > backMs + 50);
    expect(after.filter((request) => request.class === 'ok').length).to.be.greaterThan(after.length * 0.9);
  });

  it('blames itself when it is the one that stood still, and invents no outage', async () => {
    const server = await serverProcess();
    const load = await startLoad({ ratePerSecond: 200, timeoutMs: 1000 }, [server.endpoint]);
    const pid = proberPid();
    for (const standstillMs of [300, 1500]) {
      await load.clock.sleepUntil(load.clock.now() + 700);
      process.kill(pid, 'SIGSTOP');
      await load.clock.sleepUntil(load.clock.now() + standstillMs);
      process.kill(pid, 'SIGCONT');
    }
    await load.clock.sleepUntil(load.clock.now() + 700);
    const measured = await load.finish();
    // Due so early in the longer standstill that their time was over: never sent, and nobody's outage.
    expect(Object.keys(measured.counts()).sort()).to.deep.equal(['ok', 'unsent']);
    const late = measured.requests.filter(({ slipMs }) => slipMs > 250 || Number.isNaN(slipMs));
    expect(late).to.not.be.empty;
    for (const { dueMs, stream } of late) {
      const bucket = measured.buckets.find((one) => one.stream === stream && one.fromMs <= dueMs && dueMs < one.untilMs);
      expect(bucket?.spoiled).to.match(/slip p99|not sent/);
    }
  });

  it('reports its death once, and can be stopped afterwards', async () => {
    const server = await serverProcess();
    const failures: Error[] = [];
    let died: () => void = () => undefined;
    const death = new Promise<void>((resolve) => (died = resolve));
    const load = await startLoad({}, [server.endpoint], (error) => {
      failures.push(error);
      died();
    });
    process.kill(proberPid(), 'SIGKILL');
    await death;
    load.prober.setEndpoints([]);
    await load.prober.stop();
    load.prober.kill();
    expect(failures).to.have.length(1);
    expect(failures[0]).to.be.instanceOf(FaultlineError).with.property('code', 'ERR_LOAD_FAILED');
    expect(failures[0]!.message).to.contain('SIGKILL');
  });

  it('is not ended by Ctrl-C, and does not outlive its parent', async () => {
    const server = await serverProcess();
    const load = await startLoad({}, [server.endpoint]);
    const pid = proberPid();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pid, signal);
    await load.clock.sleepUntil(load.clock.now() + 300);
    const measured = await load.finish();
    expect(measured.counts().ok).to.be.greaterThan(20);
    expect(() => process.kill(pid, 0)).to.throw('ESRCH');
  });

  it('refuses a load that cannot be sent, before it starts', async () => {
    const server = await serverProcess();
    const refusal = async (spec: Parameters<typeof startLoad>[0]): Promise<FaultlineError> => {
      const error: unknown = await startLoad(spec, [server.endpoint]).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(FaultlineError).with.property('code', 'ERR_SCENARIO_INVALID');
      return error as FaultlineError;
    };
    expect((await refusal({ expect: { status: [200], bodyPattern: '(' } })).message).to.contain('expect.body');
    expect((await refusal({ headers: { 'x y': '1' } })).message).to.contain('No request can be formed');
    expect((await refusal({ method: 'GE T' })).hint).to.contain('method');
  });

  it('ends with nothing measured when stopped at once', async () => {
    const server = await serverProcess();
    const load = await startLoad({ ratePerSecond: 1 }, [server.endpoint]);
    const measured = await load.finish();
    expect(measured.requests.length).to.be.at.most(2);
    await once(server.process.kill() ? server.process : server.process, 'exit');
  });
});
