import { expect } from 'chai';
import { causeOf, failing, running } from '../support/cause-of.ts';
import { ServiceStory, type TaskName } from '../support/service-story.ts';

describe('the cause image-missing', () => {
  const next = { version: '2', specVersion: 20, error: 'No such image: nosuch:1' };
  const rejected = (error = next.error, order: 'stop-first' | 'start-first' = 'stop-first') => {
    const story = new ServiceStory()
      .service(0, 1, { update: ServiceStory.settings({ order }) })
      .runs(100, 'web.1/a')
      .rollout(1900, 'updating')
      .engine(1990, 'kill', { container: 'web.1.a1', signal: 15 })
      .dies(2000, 'web.1/a', 0)
      .load(failing(2000, 6000));
    for (const [index, name] of (['web.1/b', 'web.1/c'] satisfies TaskName[]).entries()) {
      story.task(2100 + 100 * index, name, 'rejected', { ...next, error });
    }
    return story;
  };

  it('is told of a slot whose new tasks are all rejected', () => {
    expect(causeOf(rejected())).to.include({
      rule: 'image-missing',
      text: 'task web.1 could not be replaced: Swarm rejected 2 new tasks of it with "No such image: nosuch:1"',
    });
  });

  it('is told of a container that cannot be made', () => {
    const refused = { operation: 'create', status: 404, reason: 'No such image: nosuch:1' } as const;
    expect(causeOf(running().state(1900, 'absent', { refused }).load(failing(2000, 2500)))).to.include({
      rule: 'image-missing',
      text: 'web.1 could not be made: "No such image: nosuch:1"',
    });
  });

  it('is not told of tasks that were rejected for another reason, nor where the old one still serves', () => {
    expect(causeOf(rejected('invalid mount'))?.rule).to.equal('one-replica-stop-first');
    const serving = ServiceStory.two().task(1900, 'web.1/b', 'rejected', next).load(failing(2000, 2500));
    expect(causeOf(serving)?.rule).to.equal('not-explained');
  });
});
