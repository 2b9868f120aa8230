import { expect } from 'chai';
import { TaskEndpoints, type RoutedTask } from '../../../src/load/task-endpoints.ts';

const task = (name: string, port: number, up = true): RoutedTask => ({
  container: name,
  up,
  address: '10.0.0.1',
  ports: port === 0 ? {} : { '8000/tcp': port },
});
const names = (endpoints: readonly { readonly container?: string }[] | undefined) => endpoints?.map(({ container }) => container);

describe('TaskEndpoints', () => {
  it('are the tasks that are up and have the port', () => {
    const route = new TaskEndpoints('web', 8000, [task('web.1.a', 1), task('web.2.b', 2, false), task('web.3.c', 0)]);
    expect(route.endpoints).to.deep.equal([{ container: 'web.1.a', address: '10.0.0.1', port: 1 }]);
  });

  it('follow the tasks, and say nothing when nothing changes', () => {
    const route = new TaskEndpoints('web', 8000, [task('web.1.a', 1)]);
    expect(route.update([task('web.1.a', 1)])).to.equal(undefined);
    expect(names(route.update([task('web.1.a', 1), task('web.1.b', 2)]))).to.deep.equal(['web.1.a', 'web.1.b']);
    expect(names(route.update([task('web.1.a', 1, false), task('web.1.b', 2)]))).to.deep.equal(['web.1.b']);
  });

  it('drop a dead container for good, though Swarm still calls its task running', () => {
    const tasks = [task('web.1.a', 1), task('web.2.b', 2)];
    const route = new TaskEndpoints('web', 8000, tasks);
    expect(names(route.drop('web.1.a'))).to.deep.equal(['web.2.b']);
    expect(route.update(tasks)).to.equal(undefined);
  });

  it('keep the last one when none is left, as clients would', () => {
    const route = new TaskEndpoints('web', 8000, [task('web.1.a', 1)]);
    expect(route.drop('web.1.a')).to.equal(undefined);
    expect(route.update([])).to.equal(undefined);
    expect(names(route.endpoints)).to.deep.equal(['web.1.a']);
    expect(names(route.update([task('web.1.b', 2)]))).to.deep.equal(['web.1.b']);
  });
});
