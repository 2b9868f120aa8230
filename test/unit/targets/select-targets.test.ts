import { expect } from 'chai';
import fc from 'fast-check';
import type { FaultlineError } from '../../../src/errors/faultline-error.ts';
import type { Pick } from '../../../src/scenario/scenario.ts';
import { candidatesOf, selectTargets } from '../../../src/targets/select-targets.ts';
import type { Target } from '../../../src/targets/target.ts';

const web = [1, 2, 3, 4].map((n) => target(`web.${n}`, { zone: n > 2 ? 'b' : 'a' }));
const all: Pick = { choose: { kind: 'all' } };

function target(name: string, labels: Record<string, string> = {}): Target {
  return { subject: name.split('.')[0] ?? '', name, id: `id-${name}`, labels };
}

function names(targets: readonly Target[]): string[] {
  return targets.map(({ name }) => name);
}

function errorOf(work: () => unknown): FaultlineError {
  try {
    work();
  } catch (error) {
    return error as FaultlineError;
  }
  throw new Error('nothing was thrown');
}

describe('selectTargets', () => {
  it('narrows by label and name, then chooses', () => {
    expect(names(selectTargets(web, all, 's'))).to.deep.equal(['web.1', 'web.2', 'web.3', 'web.4']);
    expect(names(selectTargets(web, { choose: { kind: 'one' }, label: 'zone=b' }, 's'))).to.deep.equal(['web.3']);
    expect(names(selectTargets(web, { choose: { kind: 'all' }, regex: '[13]$' }, 's'))).to.deep.equal(['web.1', 'web.3']);
  });

  it('chooses the same for the same seed, and never more than asked', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 6 }), (seed, count) => {
        const pick: Pick = { choose: { kind: 'random', count } };
        const chosen = names(selectTargets(web, pick, seed));
        expect(chosen).to.deep.equal(names(selectTargets(web, pick, seed)));
        expect(new Set(chosen).size).to.equal(Math.min(count, web.length));
      }),
    );
  });

  it('names the subject, the selector and what exists when nothing is left', () => {
    const error = errorOf(() => selectTargets(web, { choose: { kind: 'all' }, label: 'zone=c' }, 's'));
    expect(error.code).to.equal('ERR_TARGET_EMPTY');
    expect(error.message).to.include('web').and.include('zone=c').and.include('web.1 (zone=a)');
    expect(errorOf(() => selectTargets([], all, 's')).code).to.equal('ERR_TARGET_EMPTY');
  });
});

describe('candidatesOf', () => {
  it('takes the containers of one subject', () => {
    expect(names(candidatesOf('db', [...web, target('db.1')]))).to.deep.equal(['db.1']);
  });
});
