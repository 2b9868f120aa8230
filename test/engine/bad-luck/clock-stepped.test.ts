import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { CommandLine } from '../../support/command-line.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';
import { Cue } from './support/cue.ts';

const scenario = (subject: string, cue: Cue) => `
name: The clock is set
attach: { ${cue.attached} }
containers:
  ${subject}: { image: 'faultline/webserver:v1', ports: [8000], restart: always }
load:
  users: { url: 'http://${subject}:8000/', rate: 20/s, timeout: 500ms }
steady: { for: 1s, expect: [{ availability: { of: users, is: '>= 0%' } }] }
timeline:
  - when: ${Cue.given}
    crash: ${subject}
  - when: { state: ${subject}, is: running, within: 20s }
  - after: 1s
recovery: { within: 20s }
expect:
  - exit: { of: ${subject}, code: 137, times: 1 }
  - restarts: { of: ${subject}, is: '== 1' }
`;

/**
 * Sets the wall clock of a process: loaded before it, and as soon as there is the file `go`, Date tells another time, which it says with a file of its
 * own. The machine's own clock is everybody's, and Linux has no namespace for it (time_namespaces(7) has the monotonic and the boot clock only).
 */
const stepper = (directory: string, stepMs: number) => `
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
const now = Date.now;
const waiting = setInterval(() => {
  if (!existsSync(join(${JSON.stringify(directory)}, 'go'))) return;
  clearInterval(waiting);
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length === 0) super(now() + ${stepMs});
      else super(...given);
    }
    static now() {
      return now() + ${stepMs};
    }
  };
  if (isMainThread) writeFileSync(join(${JSON.stringify(directory)}, 'stepped-' + process.pid), '');
}, 20).unref();
`;

describe('A wall clock that is set in the middle of a run', function () {
  this.timeout(90_000);
  let place: Workplace;
  let containers: Containers;
  beforeEach(async () => {
    place = await Workplace.make();
    containers = new Containers(await engineForTests());
  });
  afterEach(async () => {
    await containers.removeAll();
    await place.remove();
  });

  for (const [name, stepMs] of [
    ['forward', 3_600_000],
    ['back', -3_600_000],
  ] as const) {
    it(`by an hour ${name}: durations and order are those of the monotonic clock, and no event is lost`, async () => {
      const subject = `clock-${name}`;
      const cue = await Cue.make(containers);
      const file = join(place.directory, 'stepper.mjs');
      await writeFile(file, stepper(place.directory, stepMs));
      const run = new CommandLine(['run', await place.scenario(scenario(subject, cue)), '--out', place.out], {
        NODE_OPTIONS: `--import=${pathToFileURL(file).href}`,
      });
      await run.says(/chaos/);
      await writeFile(join(place.directory, 'go'), '');
      // faultline's own, and that of the process that makes the load.
      while ((await readdir(place.directory)).filter((one) => one.startsWith('stepped-')).length < 2) await sleep(20);
      await cue.give();
      const { code, stderr } = await run.end();
      expect(code, stderr).to.equal(0);
      const history = await place.history();
      const times = history.map(({ t }) => t);
      expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
      expect(times.at(-1)).to.be.lessThan(90_000);
      const walls = history.map(({ wall }) => Date.parse(wall));
      expect(Math.max(...walls) - Math.min(...walls)).to.be.greaterThan(3_000_000);
      const died = history.filter((event) => event.type === 'engine-event' && event.subject === subject && event.action === 'die');
      expect(died).to.have.length(1);
    });
  }
});
