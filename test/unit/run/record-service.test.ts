import { expect } from 'chai';
import type { Swarm } from '../../../src/engine/swarm.ts';
import { parseService } from '../../../src/engine/swarm/service-schema.ts';
import { serviceSnapshot } from '../../../src/engine/swarm/service-snapshot.ts';
import { serviceEvent } from '../../../src/run/record-service.ts';
import { SpecVersions } from '../../../src/run/spec-versions.ts';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { registries } from '../../../src/suite/registries.ts';
import { ServiceStory } from '../analysis/support/service-story.ts';

/** Returns the event of a service whose `deploy` is written like this; its snapshot has Swarm's defaults. */
function eventOf(deploy: string) {
  const text = `name: x\nservices:\n  web: { image: 'web:v1', deploy: ${deploy} }\ntimeline: [{ at: 0s, kill: web }]\nexpect: [{ restarts: { is: 1 } }]\n`;
  const { scenario, problems } = parseScenario(text, { file: 'x.yaml', definitions: registries, env: {} });
  const spec = scenario?.subjects['web'];
  if (spec?.kind !== 'service') throw new Error(JSON.stringify(problems));
  const snapshot = serviceSnapshot(parseService({ ID: 's', Version: { Index: 7 }, Spec: { Name: 'web', TaskTemplate: {}, Mode: {} } }));
  const swarm = { taskHistoryLimit: 5 } as Swarm;
  return serviceEvent({ subject: 'web', spec, swarm, id: 's', snapshot, specVersions: new SpecVersions(), tasks: new Map() });
}

describe('serviceEvent', () => {
  it('names the update settings that the scenario wrote, in its words', () => {
    const all = '{ parallelism: 2, delay: 1s, failure_action: pause, monitor: 2s, max_failure_ratio: 10%, order: start-first }';
    const words = ['parallelism', 'delay', 'failure_action', 'monitor', 'max_failure_ratio', 'order'];
    expect(eventOf(`{ update_config: ${all} }`).written).to.have.members(words.map((word) => `update_config.${word}`));
    expect(eventOf(`{ rollback_config: ${all} }`).written).to.have.members(words.map((word) => `rollback_config.${word}`));
    expect(eventOf('{ replicas: 2 }').written).to.deep.equal([]);
  });

  it('names them in the words by which the warnings look for them', () => {
    const codes = (deploy: string) =>
      ServiceStory.updated({ written: eventOf(deploy).written ?? [] })
        .analyse()
        .warnings.map(({ code }) => code);
    expect(codes('{ update_config: { failure_action: pause } }')).not.to.include('failure-action-default');
    expect(codes('{ update_config: { parallelism: 1 }, rollback_config: { failure_action: pause } }')).to.include('failure-action-default');
  });
});
