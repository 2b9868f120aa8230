import { expect } from 'chai';
import { choose } from '../../../src/scenario/choose.ts';
import type { Pick } from '../../../src/scenario/scenario.ts';

const task = (slot: number, id: string, image: string, createdAtMs: number, health = 'healthy') => ({
  name: `web.${slot}.${id}`,
  labels: {},
  task: {
    name: `web.${slot}`,
    slot,
    nodeId: slot > 2 ? 'id2' : 'id1',
    node: slot > 2 ? 'n2' : 'n1',
    image,
    version: image.slice(-1),
    health,
    createdAtMs,
  },
});

/** In the middle of a start-first rollout: slot 2 has two tasks. As an engine lists them: in no order. */
const tasks = [
  task(4, 'd', 'web:v1', 40),
  task(2, 'f', 'web:v2', 60, 'unhealthy'),
  task(1, 'e', 'registry:5000/web:v2@sha256:abc', 50),
  task(3, 'c', 'web:v1', 30),
  task(2, 'b', 'web:v1', 20),
];

describe('choose among tasks', () => {
  const names = (pick: Omit<Pick, 'choose'> & { choose?: Pick['choose'] }, candidates = tasks) =>
    choose(candidates, { choose: { kind: 'all' }, ...pick }, 's').map(({ name }) => name);

  it('narrows by slot, version, image, health and node', () => {
    expect(names({ slots: [2, 4] })).to.deep.equal(['web.2.b', 'web.2.f', 'web.4.d']);
    expect(names({ version: '2' })).to.deep.equal(['web.2.f']);
    expect(names({ image: 'web:v1' })).to.deep.equal(['web.2.b', 'web.3.c', 'web.4.d']);
    expect(names({ image: 'registry:5000/web' })).to.deep.equal(['web.1.e']);
    expect(names({ image: 'registry:5000/web:v2' })).to.deep.equal(['web.1.e']);
    expect(names({ health: 'unhealthy' })).to.deep.equal(['web.2.f']);
    expect(names({ node: 'n2' })).to.deep.equal(['web.3.c', 'web.4.d']);
    expect(names({ node: 'id1', version: '1' })).to.deep.equal(['web.2.b']);
  });

  it('takes the newest or oldest of what is left', () => {
    expect(names({ age: 'newest', choose: { kind: 'one' } })).to.deep.equal(['web.2.f']);
    expect(names({ age: 'oldest', choose: { kind: 'first', count: 2 } })).to.deep.equal(['web.2.b', 'web.3.c']);
    expect(names({ age: 'newest', choose: { kind: 'first', count: 9 }, image: 'web:v1' })).to.deep.equal(['web.4.d', 'web.3.c', 'web.2.b']);
  });

  it('knows tasks by the names of their slots, which a plan can foresee', () => {
    expect(names({ regex: '^web.[13]$' })).to.deep.equal(['web.1.e', 'web.3.c']);
  });

  it('draws the same ones in whatever order the engine lists them', () => {
    const pick = { choose: { kind: 'random', count: 2 } } as const;
    expect(names(pick)).to.have.length(2).and.deep.equal(names(pick, tasks.toReversed()));
  });

  it('finds nothing among plain containers', () => {
    expect(choose([{ name: 'web.1', labels: {} }], { choose: { kind: 'all' }, slots: [1] }, 's')).to.deep.equal([]);
  });
});
