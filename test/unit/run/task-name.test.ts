import { expect } from 'chai';
import { taskContainerName, taskName, versionOfImage } from '../../../src/run/task-name.ts';

describe('The names of tasks', () => {
  const node = {
    id: 'n1',
    hostname: 'alpha',
    address: '10.0.0.1',
    role: 'manager',
    state: 'ready',
    availability: 'active',
    self: true,
  } as const;
  const nodes = new Map([['n1', node]]);

  it('are their slots', () => expect(taskName('web', { slot: 2, nodeId: 'n1' }, nodes)).to.equal('web.2'));
  it('of a global service are their nodes', () => expect(taskName('web', { nodeId: 'n1' }, nodes)).to.equal('web.alpha'));
  it('fall back to the node id', () => expect(taskName('web', { nodeId: 'abcdefghij' }, nodes)).to.equal('web.abcdefg'));
  it('of their containers have the beginning of the id', () => expect(taskContainerName('web.2', 'u5kdqx1w2f3')).to.equal('web.2.u5kdqx1'));
});

describe('versionOfImage', () => {
  const cases = [
    ['faultline/webserver:v2', '2'],
    ['faultline/webserver:v2@sha256:abc', '2'],
    ['localhost:5000/web', 'latest'],
    ['localhost:5000/web:1.4', '1.4'],
    ['web', 'latest'],
    ['web:v', 'v'],
    ['web:vanilla', 'vanilla'],
  ] as const;
  for (const [image, version] of cases) it(`of ${image} is ${version}`, () => expect(versionOfImage(image)).to.equal(version));
});
