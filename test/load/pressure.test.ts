import { EventEmitter, once } from 'node:events';
import { expect } from 'chai';
import type { Endpoint } from '../../src/load/endpoint.ts';
import type { PressureReport } from '../../src/load/pressure-report.ts';
import { startPressure, type Pressure } from '../../src/load/start-pressure.ts';
import { closedPort, closeServers, httpServer } from './support/servers.ts';

describe('pressure', function () {
  this.timeout(30_000);
  let pressure: Pressure | undefined;
  let reported = new EventEmitter();

  async function press(endpoints: readonly Endpoint[], onFailure?: (error: Error) => void): Promise<Pressure> {
    reported = new EventEmitter();
    pressure = await startPressure({
      name: 'crowd',
      spec: { url: 'http://web:8000/busy', connections: 5 },
      endpoints,
      onReport: (report) => reported.emit('report', report),
      ...(onFailure === undefined ? {} : { onFailure }),
    });
    return pressure;
  }

  /** The next report that is as wanted. */
  async function report(wanted: (report: PressureReport) => boolean): Promise<PressureReport> {
    for (;;) {
      const [next] = (await once(reported, 'report')) as [PressureReport];
      if (wanted(next)) return next;
    }
  }

  afterEach(() => {
    pressure?.kill();
    closeServers();
  });

  it('keeps its connections busy and tells the throughput', async () => {
    const hosts = new Set<string | undefined>();
    const server = await httpServer((request, response) => {
      hosts.add(`${request.headers.host} ${request.url}`);
      response.end('ok');
    });
    const crowd = await press([server.endpoint]);
    const first = await report(({ responses }) => responses > 0);
    expect(first.responsesPerSecond).to.be.closeTo((first.responses * 1000) / first.durationMs, 1e-6);
    const total = await crowd.stop();
    expect(total.responses).to.be.at.least(first.responses);
    expect([...hosts]).to.deep.equal(['web:8000 /busy']);
    expect(server.connections()).to.be.within(5, 6);
  });

  it('does not hammer a closed port, and comes back when there is somebody again', async () => {
    const crowd = await press([await closedPort()]);
    const refused = await report(({ restarts }) => restarts > 0);
    expect(refused.responses).to.equal(0);
    // A pause of 100 ms that doubles: without it there would be thousands.
    expect(refused.restarts).to.be.at.most(10);
    const server = await httpServer((_request, response) => response.end('ok'));
    crowd.setEndpoints([server.endpoint, server.endpoint]);
    await report(({ responses }) => responses > 0);
    crowd.setEndpoints([]);
    await report(({ responses }) => responses === 0);
  });

  it('can be killed, and then still tells what it knew', async () => {
    const server = await httpServer((_request, response) => response.end('ok'));
    const failures: Error[] = [];
    const crowd = await press([server.endpoint], (error) => failures.push(error));
    const known = await report(({ responses }) => responses > 0);
    crowd.kill();
    const total = await crowd.stop();
    expect(total.responses).to.be.at.least(known.responses);
    expect(failures).to.deep.equal([]);
  });
});
