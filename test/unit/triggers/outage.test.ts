import { expect } from 'chai';
import { loadBucket } from '../support/load-rows-of.ts';
import { outage } from '../../../src/run/triggers/outage.ts';
import { bucket, goesOnAt } from './history.ts';

describe('trigger outage', () => {
  const bad = (fromMs: number) => bucket(fromMs, 10, 0);
  const good = (fromMs: number) => bucket(fromMs, 10, 10);
  const at = (longer: string, history: readonly ReturnType<typeof bucket>[]) => goesOnAt(outage, { longer }, 'users', history);

  it('holds when everything has failed for longer than that', () => {
    expect(at('500ms', [good(0), bad(250), bad(500), bad(750)])).to.equal(3);
    expect(at('1s', [good(0), bad(250), bad(500), bad(750)])).to.equal(-1);
  });

  it('ends with one good answer', () => {
    expect(at('500ms', [bad(0), bad(250), good(500), bad(750), bad(1000)])).to.equal(-1);
  });

  it('begins at the first failed request after the last good one', () => {
    const requests = Array.from({ length: 10 }, (_, row) => ({ dueMs: row * 25, ...(row >= 6 && { class: 'refused' as const }) }));
    const mixed = loadBucket({ load: 'users', stream: 'new', fromMs: 0, untilMs: 250, requests });
    expect(at('340ms', [mixed, bad(250)])).to.equal(1);
    expect(at('360ms', [mixed, bad(250)])).to.equal(-1);
  });

  it('takes nothing from what the harness has spoiled, nor from another load', () => {
    expect(at('500ms', [bad(0), { ...bad(250), spoiled: 'the machine stood still' }, bad(500), bad(750)])).to.equal(-1);
    expect(goesOnAt(outage, { longer: '100ms' }, 'admins', [bad(0), bad(250)])).to.equal(-1);
  });
});
