import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { makePrograms, shellExamples, typeLine } from '../support/shell-examples.ts';
import { Workplace } from '../support/workplace.ts';
import { closeServers, serverProcess } from './support/servers.ts';

describe('the examples of docs/measure.md', function () {
  this.timeout(60_000);
  let place: Workplace;
  let programs: string;
  let server: string;

  before(async () => {
    place = await Workplace.make();
    programs = await makePrograms(place.directory, { pg_isready: 'test "$1 $3" = "-h -p"', jq: 'cat' });
    const { endpoint } = await serverProcess();
    server = `${endpoint.address}:${endpoint.port}`;
  });
  after(async () => {
    closeServers();
    await place.remove();
  });

  /** The server is this test's, and a second is enough to see that it is measured. */
  const here = (line: string) => {
    const shorter = line.replace(/localhost:\d+/, server).replace(/--for \S+/, '--for 1s');
    return line.startsWith('faultline measure') && !shorter.includes('--for') ? shorter.replace('measure', 'measure --for 1s') : shorter;
  };

  for (const example of shellExamples('measure.md')) {
    it(example, async () => {
      const { code, output } = await typeLine(here(example), place.directory, programs);
      // A busy machine may not be able to tell.
      expect(code, output).to.be.oneOf(example.includes('--expect') ? [0, 4] : [0]);
      expect(output).to.match(/availability/i);
      if (example.includes('--out reports')) expect(existsSync(join(place.directory, 'reports/latest/history.ndjson'))).to.equal(true);
    });
  }
});
