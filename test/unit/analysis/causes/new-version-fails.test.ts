import { expect } from 'chai';
import { causeOf, evidenceOf, routed } from '../support/cause-of.ts';
import { ServiceStory } from '../support/service-story.ts';

describe('the cause new-version-fails', () => {
  const canary = (answers: boolean) =>
    routed(ServiceStory.updated(), 3720, 'web.1.b1', 'web.2.b2').load((dueMs, row) => {
      if (dueMs < 4000) return { version: '1' };
      return row % 2 === 0 ? { class: 'timeout', latencyMs: 500 } : { version: answers ? '2' : '1' };
    });

  it('is told of a version that has not answered once', () => {
    expect(causeOf(canary(false))).to.include({
      rule: 'new-version-fails',
      text: 'version 2 of web did not answer within the deadline of 500 ms: task web.2 (one of 2) has run for 290 ms since the rollout brought it, and only other versions answered',
    });
    expect(evidenceOf(canary(false))).to.deep.equal(['task running', 'task ready']);
  });

  it('is not told of a version that answers sometimes', () => {
    expect(causeOf(canary(true))?.rule).to.equal('not-explained');
  });
});
