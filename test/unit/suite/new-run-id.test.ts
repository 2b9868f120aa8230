import { expect } from 'chai';
import { newRunId } from '../../../src/suite/new-run-id.ts';

describe('newRunId', () => {
  it('sorts by time and differs among runs of the same second', () => {
    const early = newRunId(new Date('2026-01-02T03:04:05Z'));
    expect(early).to.match(/^20260102-030405-[0-9a-f]{6}$/);
    expect(early < newRunId(new Date('2026-01-02T03:04:06Z'))).to.equal(true);
    expect(new Set(Array.from({ length: 100 }, () => newRunId())).size).to.equal(100);
  });
});
