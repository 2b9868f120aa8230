import { expect } from 'chai';
import { response } from '../../../src/run/triggers/response.ts';
import { bucket, goesOnAt } from './history.ts';

describe('trigger response', () => {
  const history = [bucket(0, 10, 10, { '1': 10 }), bucket(250, 10, 10, { '1': 9, '2': 1 }), bucket(500, 10, 10, { '2': 10 })];

  it('holds when a response tells the version, written as text or number', () => {
    expect(goesOnAt(response, { version: '2' }, 'users', history)).to.equal(1);
    expect(goesOnAt(response, { version: 2 }, 'users', history)).to.equal(1);
    expect(goesOnAt(response, { version: '3' }, 'users', history)).to.equal(-1);
  });

  it('does not count answers from before the step began to wait', () => {
    expect(goesOnAt(response, { version: '1' }, 'users', history, 2)).to.equal(-1);
  });
});
