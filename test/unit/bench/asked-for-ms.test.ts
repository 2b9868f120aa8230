import { expect } from 'chai';
import { askedForMs } from '../../../bench/speed/asked-for-ms.ts';
import { planScenario } from '../../../src/scenario/plan-scenario.ts';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { registries } from '../../../src/suite/registries.ts';

function asked(rest: string): number {
  const text = `name: x\ncontainers: { web: { image: web, ports: [80] } }\nload: { users: { url: 'http://web:80/', rate: 5/s } }\n${rest}`;
  const { scenario, problems } = parseScenario(text, { file: 'x.yaml', definitions: registries, baseDir: '/' });
  if (scenario === undefined) throw new Error(JSON.stringify(problems));
  return askedForMs(planScenario(scenario, '1', 1));
}

const steady = 'steady: { for: 3s, expect: [{ availability: { of: users, is: 100% } }] }\nrecovery: { within: 9s }\n';

describe('askedForMs', () => {
  it('counts the steady time twice: before the timeline and after it', () => {
    expect(asked(`${steady}timeline: [{ at: 1s, kill: web }]`)).to.equal(7000);
    expect(asked('timeline: [{ at: 1s, kill: web }]')).to.equal(1000);
  });

  it('adds what follows one another, faults that last included', () => {
    expect(asked('timeline: [{ at: 1s, pause: { of: web, for: 2s } }, { after: 500ms, kill: web }]')).to.equal(3500);
  });

  it('takes the end of the longest where steps overlap', () => {
    expect(asked('timeline: [{ at: 0s, pause: { of: web, for: 5s } }, { at: 1s, kill: web }]')).to.equal(5000);
  });

  it('takes the last of repeated ones', () => {
    expect(asked('timeline: [{ after: 1s }, { every: 200ms, times: 6, signal: { of: web, signal: SIGHUP } }]')).to.equal(2000);
  });

  it('counts nothing for a condition: it may hold at once', () => {
    expect(asked('timeline: [{ when: { state: web, is: exited, within: 60s } }, { after: 1s }]')).to.equal(1000);
  });
});
