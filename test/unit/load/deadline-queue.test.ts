import { setImmediate } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { expect } from 'chai';
import { DeadlineQueue } from '../../../src/load/deadline-queue.ts';
import type { RequestInFlight } from '../../../src/load/request-in-flight.ts';

class TestRequest implements RequestInFlight {
  ended = false;
  expired = 0;
  readonly problem = undefined;

  expire(): void {
    this.expired += 1;
    this.ended = true;
  }
}

describe('the queue of deadlines', () => {
  it('ends what is on its way when its deadline has come, and nothing else', () => {
    const queue = new DeadlineQueue();
    const requests = [100, 200, 300, 400].map((atMs) => {
      const request = new TestRequest();
      queue.push({ request, atMs });
      return request;
    });
    const expired = (): number[] => requests.map((request) => request.expired);
    expect(queue.nextMs).to.equal(100);
    queue.sweep(99);
    expect(expired()).to.deep.equal([0, 0, 0, 0]);
    for (const answered of requests.slice(1, 2)) answered.ended = true;
    queue.sweep(300);
    expect(expired(), 'the second was answered before').to.deep.equal([1, 0, 1, 0]);
    expect(queue.nextMs).to.equal(400);
    queue.sweep(1000);
    expect(expired()).to.deep.equal([1, 0, 1, 1]);
    expect(queue.nextMs).to.equal(undefined);
  });

  it('ends thousands in their order', () => {
    const queue = new DeadlineQueue();
    const requests = Array.from({ length: 5000 }, () => new TestRequest());
    requests.forEach((request, atMs) => queue.push({ request, atMs }));
    for (let nowMs = 0; nowMs < 5000; nowMs += 7) {
      queue.sweep(nowMs);
      expect(queue.nextMs).to.equal(nowMs + 1 < 5000 ? nowMs + 1 : undefined);
    }
    queue.sweep(5000);
    expect(requests.every(({ expired }) => expired === 1)).to.equal(true);
  });

  it('lets go of a request that has ended', async () => {
    const queue = new DeadlineQueue();
    const pushed = (ended: boolean): WeakRef<TestRequest> => {
      const request = new TestRequest();
      queue.push({ request, atMs: 1000 });
      request.ended = ended;
      return new WeakRef(request);
    };
    const ended = pushed(true);
    const onItsWay = pushed(false);
    expect(queue.nextMs).to.equal(1000);
    // What a WeakRef was made of or asked for stays until the turn of the event loop is over.
    await setImmediate();
    v8.setFlagsFromString('--expose-gc');
    (vm.runInNewContext('gc') as () => void)();
    expect(ended.deref()).to.equal(undefined);
    expect(onItsWay.deref()).not.to.equal(undefined);
  });
});
