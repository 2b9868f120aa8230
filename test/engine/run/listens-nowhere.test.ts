import { expect } from 'chai';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { CommandLine } from '../../support/command-line.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';
import { listeningAddresses } from './support/listening-addresses.ts';

const scenario = `
name: Nobody is let in
containers:
  web: { image: 'faultline/webserver:v1', ports: [8000], restart: always }
load:
  users: { url: 'http://web:8000/', rate: 20/s }
pressure:
  crowd: { url: 'http://web:8000/', connections: 2 }
timeline:
  - { at: 0s, pause: { of: web, for: 500ms } }
  - { after: 1s }
`;
const LOOK_EVERY_MS = 200;
const LOOPBACK = /^(127\.|::1$)/;
const MARK = 'TEST_LISTENS_NOWHERE';

describe('faultline at work', function () {
  this.timeout(120_000);
  let place: Workplace;
  before(async () => {
    await engineForTests();
    place = await Workplace.make();
  });
  after(async () => place.remove());

  it('listens on no network, with its loads and its reaper', async () => {
    const mark = String(process.pid);
    const run = new CommandLine(['run', await place.scenario(scenario), '--out', place.out], { [MARK]: mark });
    const ended = run.end();
    const isOver = ended.then(() => true);
    let most = 0;
    do {
      const { processes, addresses } = await listeningAddresses(`${MARK}=${mark}`);
      most = Math.max(most, processes);
      expect(addresses.filter((address) => !LOOPBACK.test(address))).to.deep.equal([]);
      // Nothing tells that a socket listens. Looking at every process without a pause would take the processor from the run.
    } while (!(await Promise.race([isOver, setTimeout(LOOK_EVERY_MS, false)])));
    const { code, stderr } = await ended;
    expect(code, stderr).to.be.oneOf([0, 4]);
    // faultline, its reaper, and the processes of the load and of the pressure.
    expect(most).to.be.at.least(4);
  });

  it('would be seen if it did', async () => {
    const server = createServer().listen(0, '0.0.0.0');
    await once(server, 'listening');
    try {
      const { addresses } = await listeningAddresses(process.pid);
      expect(addresses).to.include('0.0.0.0');
    } finally {
      server.close();
    }
  });
});
