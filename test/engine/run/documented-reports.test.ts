import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { makePrograms, shellExamples, typeLine } from '../../support/shell-examples.ts';
import { Workplace } from '../../support/workplace.ts';

const scenario = (name: string) => `
name: ${name}
containers:
  web: { image: 'faultline/webserver:v1', ports: [8000], restart: always }
load:
  users: { url: 'http://web:8000/', rate: 20/s }
timeline:
  - { at: 100ms, crash: web }
  - { when: { event: web, action: start, within: 30s } }
  - { after: 300ms }
`;

describe('the examples of docs/reports.md', function () {
  this.timeout(180_000);
  let place: Workplace;
  let programs: string;
  const posted: string[] = [];
  const collector = http.createServer((request, response) => {
    posted.push(request.url ?? '');
    request.resume().on('end', () => response.end('{}'));
  });

  before(async () => {
    await engineForTests();
    place = await Workplace.make();
    programs = await makePrograms(place.directory);
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const at = (name: string) => join(place.directory, name);
    await mkdir(at('scenarios/rollout'), { recursive: true });
    await mkdir(at('textfile'));
    for (const file of ['scenarios/rollout/one.yaml', 'scenarios/rollout/two.yaml', 'stop-first.yaml', 'start-first.yaml'])
      await place.scenario(scenario(file.startsWith('scenarios') ? file : 'Web survives a kill'), file);
    // The runs that the examples name as if they were there already.
    for (const [out, name] of [
      ['a', 'run-1'],
      ['b', 'run-7'],
    ] as const) {
      expect(await typeLine(`faultline run stop-first.yaml --out ${out}`, place.directory, programs)).to.include({ code: 0 });
      const [id = ''] = (await readdir(at(out))).filter((entry) => entry !== 'latest');
      await rename(at(join(out, id)), at(join(out, name)));
      await cp(at(join(out, name)), at(out === 'a' ? 'run-a' : 'run-b'), { recursive: true });
      await cp(at(out), at(out === 'a' ? 'main' : 'branch'), { recursive: true });
    }
  });
  after(async () => {
    collector.close();
    await place.remove();
  });

  /** What stands for other machines becomes this one; more runs would show the same. */
  const here = (line: string) =>
    line
      .replace('http://localhost:4318', `http://127.0.0.1:${(collector.address() as AddressInfo).port}`)
      .replace(/\/var\/lib\/node_exporter|\/tmp(?=\/)/, place.directory)
      .replace('--repeat 5', '--repeat 2');

  for (const example of shellExamples('reports.md')) {
    it(example, async () => {
      const before = posted.length;
      const { code, output } = await typeLine(here(example), place.directory, programs);
      // Few runs of the same cannot tell a difference, and are not to.
      expect(code, output).to.be.oneOf(example.includes('--fail-on') ? [0, 4] : [0]);
      const files = here(example).match(/\S+\.(html|xml|prom)\b/g) ?? [];
      for (const file of files) expect(existsSync(file.startsWith('/') ? file : join(place.directory, file)), file).to.equal(true);
      if (example.includes('--otlp-endpoint')) expect(posted.slice(before)).to.include.members(['/v1/traces', '/v1/logs']);
    });
  }
});
