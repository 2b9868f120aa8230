import { expect } from 'chai';
import type { HistoryEntry } from '../../../src/history/history-event.ts';
import { response } from '../../../src/run/triggers/response.ts';
import { bucket, goesOnAt } from './history.ts';

describe('trigger response', () => {
  const history = [bucket(0, 10, 10, { '1': 10 }), bucket(250, 10, 10, { '1': 9, '2': 1 }), bucket(500, 10, 10, { '2': 10 })];

  it('holds when a response tells the version, written as text or number', () => {
    expect(goesOnAt(response, { version: '2' }, 'users', history)).to.equal(1);
    expect(goesOnAt(response, { version: 2 }, 'users', history)).to.equal(1);
    expect(goesOnAt(response, { version: '3' }, 'users', history)).to.equal(-1);
  });

  it('holds at once when a version begins to answer', () => {
    const answers = (load: string): HistoryEntry => ({ type: 'version-answered', load, stream: 'new', version: '2', atMs: 0 });
    const told = [bucket(0, 10, 10, { '1': 10 }), answers('others'), answers('users'), bucket(250, 10, 10, { '1': 9, '2': 1 })];
    expect(goesOnAt(response, { version: '2' }, 'users', told)).to.equal(2);
    expect(goesOnAt(response, { version: '1' }, 'users', told, 1)).to.equal(3);
    expect(goesOnAt(response, { version: '2' }, 'users', told.slice(0, 3), 3)).to.equal(-1);
  });

  it('does not count answers from before the step began to wait', () => {
    expect(goesOnAt(response, { version: '1' }, 'users', history, 2)).to.equal(-1);
  });
});
