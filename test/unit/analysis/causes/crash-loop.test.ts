import { expect } from 'chai';
import { causeOf, evidenceOf, failing, running } from '../support/cause-of.ts';
import { ServiceStory } from '../support/service-story.ts';

describe('the cause crash-loop', () => {
  const crashing = (times: number) => {
    const history = running({ restart: 'always' });
    for (let life = 1, atMs = 2000; life <= times; life += 1, atMs += 100 * life) {
      history.engine(atMs, 'die', { incarnation: life, exitCode: 1 }).engine(atMs + 100 * life, 'start', { incarnation: life + 1 });
    }
    return history.load(failing(2000, 2700));
  };

  it('is told of a container that dies each time it is started', () => {
    expect(causeOf(crashing(4))).to.include({
      rule: 'crash-loop',
      text: "web.1 crashed 4 times (exit 1), and the engine's back-off kept it away, longer each time (100 ms, 200 ms, 300 ms, 400 ms)",
    });
    expect(evidenceOf(crashing(3))).to.deep.equal(Array.from({ length: 3 }, () => ['engine-event die', 'engine-event start']).flat());
  });

  it('is told of a slot in which each task dies', () => {
    const story = new ServiceStory().service(0, 1, { restart: { condition: 'any', delayMs: 200, maxAttempts: 0, windowMs: 0 } });
    for (const [index, letter] of ['a', 'b', 'c'].entries()) {
      story.runs(1700 + index * 300, `web.1/${letter}`).dies(2000 + index * 300, `web.1/${letter}`, 3);
    }
    expect(causeOf(story.load(failing(2000, 3500)))).to.include({
      rule: 'crash-loop',
      text: 'task web.1 crashed 3 times (exit 3), and Swarm replaced it by one that crashed as well, each time after its restart delay of 200 ms',
    });
  });

  it('is not told of two deaths, nor of those that somebody ordered', () => {
    expect(causeOf(crashing(2))?.rule).to.equal('container-away');
    const ordered = crashing(3);
    for (const [index, atMs] of [1999, 2199, 2499].entries()) ordered.engine(atMs, 'kill', { incarnation: index + 1, signal: 9 });
    expect(causeOf(ordered)?.rule).to.equal('container-away');
  });
});
