import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { CommandLine } from '../../support/command-line.ts';
import { Workplace } from '../../support/workplace.ts';

const scenario = (subject: string) => `
name: The clock is set
containers:
  ${subject}: { image: 'faultline/webserver:v1', ports: [8000], restart: always }
load:
  users: { url: 'http://${subject}:8000/', rate: 20/s, timeout: 500ms }
steady: { for: 1s, expect: [{ availability: { of: users, is: '>= 0%' } }] }
timeline:
  - at: 2s
    crash: ${subject}
  - when: { state: ${subject}, is: running, within: 20s }
  - after: 2s
recovery: { within: 20s }
expect:
  - exit: { of: ${subject}, code: 137, times: 1 }
  - restarts: { of: ${subject}, is: '== 1' }
`;

/**
 * Sets the wall clock of one process: loaded before it, and once there is the file of its history, Date tells another time. The machine's own clock is
 * everybody's, and Linux has no namespace for it (time_namespaces(7) has the monotonic and the boot clock only).
 */
const stepper = (out: string, stepMs: number) => `
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
const now = Date.now;
const begun = () => existsSync(${JSON.stringify(out)}) && readdirSync(${JSON.stringify(out)}).some((id) => existsSync(join(${JSON.stringify(out)}, id, 'history.ndjson')));
let stepped = false;
const step = () => {
  stepped = true;
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
};
setInterval(() => {
  if (!stepped && begun()) setTimeout(step, 3000).unref();
  if (begun()) stepped = true;
}, 50).unref();
`;

describe('A wall clock that is set in the middle of a run', function () {
  this.timeout(90_000);
  let place: Workplace;
  beforeEach(async () => (place = await Workplace.make()));
  afterEach(async () => place.remove());

  for (const [name, stepMs] of [
    ['forward', 3_600_000],
    ['back', -3_600_000],
  ] as const) {
    it(`by an hour ${name}: durations and order are those of the monotonic clock, and no event is lost`, async () => {
      const subject = `clock-${name}`;
      const file = join(place.directory, 'stepper.mjs');
      await writeFile(file, stepper(place.out, stepMs));
      const run = new CommandLine(['run', await place.scenario(scenario(subject)), '--out', place.out], {
        NODE_OPTIONS: `--import=${pathToFileURL(file).href}`,
      });
      const { code, stderr } = await run.end();
      expect(code, stderr).to.equal(0);
      const history = await place.history();
      const times = history.map(({ t }) => t);
      expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
      expect(times.at(-1)).to.be.lessThan(90_000);
      const walls = history.map(({ wall }) => Date.parse(wall));
      expect(Math.max(...walls) - Math.min(...walls)).to.be.greaterThan(3_000_000);
      const died = history.filter((event) => event.type === 'engine-event' && event.action === 'die');
      expect(died).to.have.length(1);
    });
  }
});
