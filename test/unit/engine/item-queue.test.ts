import { expect } from 'chai';
import { ItemQueue } from '../../../src/engine/events/item-queue.ts';

describe('ItemQueue', () => {
  it('keeps the order, before and while someone reads', async () => {
    const queue = new ItemQueue<number>();
    queue.push(1);
    queue.push(2);
    const seen: number[] = [];
    for await (const item of queue.items()) {
      seen.push(item);
      if (item === 2) setImmediate(() => queue.push(3));
      if (item === 3) {
        queue.push(4);
        queue.end();
      }
    }
    expect(seen).to.deep.equal([1, 2, 3, 4]);
  });

  it('throws after what is still in it', async () => {
    const queue = new ItemQueue<number>();
    queue.push(1);
    queue.end({ error: new Error('lost') });
    const seen: number[] = [];
    let message = '';
    try {
      for await (const item of queue.items()) seen.push(item);
    } catch (error) {
      message = String(error);
    }
    expect(seen).to.deep.equal([1]);
    expect(message).to.equal('Error: lost');
  });
});
