import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { LoadResult } from '../../../src/report/run-result.ts';
import { RunPlace } from './support/run-place.ts';
import { eventsOf } from './support/runs.ts';

const fixture = (name: string): string => new URL(`../../load/fixtures/${name}`, import.meta.url).pathname;
const pem = (name: string): string => JSON.stringify(readFileSync(fixture(name), 'utf8'));

/** Speaks HTTP/1.1 and HTTP/2 on port 8443, with the certificate in its environment. */
const server = `
    image: faultline/webserver:v1
    entrypoint:
      - node
      - -e
      - |
        const { CERT, KEY } = process.env;
        const server = require('node:http2').createSecureServer({ cert: CERT, key: KEY, allowHTTP1: true });
        server.on('request', (request, response) => response.end('version 1')).listen(8443);
        process.on('SIGTERM', () => process.exit(0));`;

describe('The requests of a load', function () {
  this.timeout(120_000);
  const here = new RunPlace();

  /** Whatever this machine was too busy for is let pass. */
  function expectAnswered(load: LoadResult | undefined, least: number): void {
    expect(load?.due).to.be.greaterThan(0);
    expect(load?.availability ?? 1).to.be.at.least(least);
  }

  it('reach a container over HTTPS, HTTP/2, by a connect and by a command, with the certificate for its name', async () => {
    const { result, error, analysis } = await here.run(
      `
name: All kinds
containers:
  web:${server}
    environment: { CERT: ${pem('web.pem')}, KEY: ${pem('web.key')} }
    ports: [8443]
load:
  one: { url: 'https://web:8443/', rate: 10/s, timeout: 2s, tls: { ca: ${fixture('ca.pem')} }, version: { body: 'version (.)' } }
  two: { url: 'https://web:8443/', rate: 10/s, timeout: 2s, tls: { ca: ${fixture('ca.pem')} }, http: 2 }
  any: { url: 'https://web:8443/', rate: 10/s, timeout: 2s, tls: { insecure: true } }
  connect: { url: 'tcp://web:8443', rate: 10/s, timeout: 2s }
  command: { url: 'tcp://web:8443', rate: 2/s, timeout: 4s, command: [sh, -c, 'test -n "$1" && test "$2" -gt 0', sh, '{host}', '{port}'] }
timeline: [{ after: 3s }]
expect: [{ state: { of: web, is: running } }]
`,
      { allowCommands: true },
    );
    expect(error).to.equal(undefined);
    for (const name of ['one', 'two', 'any', 'connect', 'command']) expectAnswered(result.load[name], 0.8);
    expect(Object.keys(result.load['one']?.versions ?? {})).to.deep.equal(['1']);
    const warnings = analysis.events.filter((event) => event.type === 'warning').map(({ code }) => code);
    expect(warnings).to.include('tls-insecure');
  });

  it('do not begin where the certificate is not accepted, and say why', async () => {
    const { error } = await here.run(`
name: Expired
containers:
  web:${server}
    environment: { CERT: ${pem('expired.pem')}, KEY: ${pem('expired.key')} }
    ports: [8443]
    ready_within: 3s
load:
  users: { url: 'https://web:8443/', rate: 10/s, timeout: 2s, tls: { ca: ${fixture('ca.pem')} } }
`);
    expect(error).to.have.property('code', 'ERR_SUBJECT_FAILED');
    expect(error).to.have.property('message').that.contains('certificate has expired');
  });

  it('reach the tasks of a service by a bare connect, in turn', async () => {
    const only = await here.run(`
name: Tasks
services:
  web: { image: 'faultline/webserver:v1', ports: [8000], deploy: { replicas: 2 } }
load:
  connects: { url: 'tcp://web:8000', rate: 20/s, timeout: 2s, route: tasks }
timeline: [{ after: 2s }]
expect: [{ replicas: { of: web, is: '== 2' } }]
`);
    expect(only.error).to.equal(undefined);
    expectAnswered(only.result.load['connects'], 0.8);
    const [route] = eventsOf(only, 'endpoint');
    expect(route?.route).to.equal('tasks');
    expect(route?.endpoints).to.have.length(2);
  });

  it('are not sent by a command that nobody has allowed: nothing is run at all', async () => {
    const error: unknown = await here
      .run(
        `
name: Not allowed
containers:
  web: { image: 'faultline/webserver:v1', ports: [8000] }
load:
  asks: { url: 'tcp://web:8000', rate: 1/s, command: [touch, ${here.place.directory}/touched] }
`,
      )
      .catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'ERR_USAGE');
    expect(error)
      .to.have.property('message')
      .that.matches(/scenario-\d+\.yaml:6 {2}load asks: \["touch",/);
  });
});
