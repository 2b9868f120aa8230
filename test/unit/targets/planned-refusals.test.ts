import { expect } from 'chai';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { planScenario } from '../../../src/scenario/plan-scenario.ts';
import { registries } from '../../../src/suite/registries.ts';
import { plannedRefusals } from '../../../src/targets/planned-refusals.ts';

function refused(text: string): string[] {
  const { scenario, problems } = parseScenario(text, { file: 'x.yaml', definitions: registries, env: {} });
  expect(problems).to.deep.equal([]);
  return plannedRefusals(planScenario(scenario!, 'seed', 1)).map(({ step, rule }) => `${step} ${rule}`);
}

describe('plannedRefusals', () => {
  it('tells before the run what the guard rails will say', () => {
    const text = `
name: x
containers:
  web: { image: i, scale: 4 }
  db: { image: i, labels: { tier: db, io.faultline.protect: 'true' } }
attach: { theirs: { container: somebodys } }
blast_radius: { max_targets: 2, deny: [tier=db] }
timeline:
  - { at: 0s, kill: web }
  - { after: 0s, kill: { of: web, pick: { random: 2 } } }
  - { after: 0s, kill: db }
  - { after: 0s, kill: theirs }
  - { every: 1s, times: 3, kill: { of: web, pick: { share: 75% } } }
`;
    expect(refused(text)).to.deep.equal(['0 max_targets', '2 protect', '2 deny', '4 max_targets']);
  });

  it('has nothing to say to a scenario within its bounds', () => {
    expect(refused('name: x\ncontainers: { web: { image: i } }\ntimeline: [{ at: 0s, kill: web }]\n')).to.deep.equal([]);
  });
});
