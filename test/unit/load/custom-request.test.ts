import { expect } from 'chai';
import { CustomProbe } from '../../../src/load/custom-probe.ts';
import type { ProbeAnswer, ProbeConnection } from '../../../src/load/probe.ts';
import type { RequestInFlight } from '../../../src/load/request-in-flight.ts';
import type { LoadStream } from '../../../src/scenario/scenario.ts';

type Ended = readonly [outcome: string, version: string | undefined, code: string | undefined];

/** A probe whose connections are counted. */
class Counting {
  opened = 0;
  closed = 0;
  readonly #probe: CustomProbe;

  constructor(ask: (signal: AbortSignal) => Promise<ProbeAnswer | undefined>, more: Partial<ProbeConnection> = {}) {
    const open = async (): Promise<ProbeConnection> => {
      this.opened += 1;
      return Promise.resolve({ probe: ask, close: () => void (this.closed += 1), ...more });
    };
    this.#probe = new CustomProbe({ name: 'ping', open }, { address: '127.0.0.1', port: 1 });
  }

  close(): void {
    this.#probe.close();
  }

  async ask(stream: LoadStream = 'new', onSent: (request: RequestInFlight) => void = () => undefined): Promise<Ended> {
    const ended = await new Promise<Ended>((resolve) => {
      onSent(this.#probe.send(stream, (outcome, version, code) => resolve([outcome, version, code])));
    });
    // Until what comes after the outcome is done, too.
    await new Promise((resolve) => setImmediate(resolve));
    return ended;
  }
}

describe('a request of a probe that a project defines', () => {
  for (const [what, given, told] of [
    ['nothing', undefined, ['ok', undefined, undefined]],
    ['an empty answer', {}, ['ok', undefined, undefined]],
    ['a version', { version: '2' }, ['ok', '2', undefined]],
    ['a failure', { failed: 'bad-status', problem: 'LOADING' }, ['bad-status', undefined, undefined]],
  ] as const) {
    it(`ends with ${what}`, async () => {
      expect(await new Counting(async () => Promise.resolve(given)).ask()).to.deep.equal(told);
    });
  }

  for (const [what, given, told] of [
    ['a word', 'PONG', "its answer is none: 'PONG'"],
    ['ok for a failure', { failed: 'ok' }, 'failed is one of refused, reset'],
    ['an unknown key', { fail: 'reset' }, 'unknown key fail'],
    ['a version that is no text', { version: 2 }, 'version is a text'],
  ] as const) {
    it(`is not sent when the probe answers ${what}`, async () => {
      const [outcome, , code] = await new Counting(async () => Promise.resolve(given as ProbeAnswer)).ask();
      expect(outcome).to.equal('unsent');
      expect(code).to.contain('ping').and.contain(told);
    });
  }

  it('is of the class of an error of the network, and not sent after any other', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
    expect(await new Counting(async () => Promise.reject(refused)).ask()).to.deep.equal(['refused', undefined, 'ECONNREFUSED']);
    const [outcome, , code] = await new Counting(async () => Promise.reject(new Error('no licence'))).ask();
    expect([outcome, code]).to.deep.equal(['unsent', 'PROBE ping: no licence']);
  });

  it('is over at its deadline, whose signal the probe may heed, and its connection is closed once', async () => {
    let aborted = false;
    const never = new Counting(
      async (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new Error('given up'));
          });
        }),
    );
    const ended = never.ask('keep-alive', (request) => setImmediate(() => request.expire()));
    expect(await ended).to.deep.equal(['timeout', undefined, undefined]);
    expect({ aborted, opened: never.opened, closed: never.closed }).to.deep.equal({ aborted: true, opened: 1, closed: 1 });
  });

  it('has a connection of its own, or one that is idle and was good', async () => {
    const counting = new Counting(async () => Promise.resolve(undefined));
    await counting.ask('new');
    await counting.ask('new');
    expect([counting.opened, counting.closed]).to.deep.equal([2, 2]);
    await counting.ask('keep-alive');
    await counting.ask('keep-alive');
    expect([counting.opened, counting.closed]).to.deep.equal([3, 2]);
    await Promise.all([counting.ask('keep-alive'), counting.ask('keep-alive')]);
    expect([counting.opened, counting.closed], 'two at a time').to.deep.equal([4, 2]);
    counting.close();
    expect(counting.closed, 'nothing is kept').to.equal(4);
  });

  it('does not go over a connection that failed, or that the other side has ended', async () => {
    const failing = new Counting(async () => Promise.resolve({ failed: 'bad-body' }));
    await failing.ask('keep-alive');
    await failing.ask('keep-alive');
    expect([failing.opened, failing.closed]).to.deep.equal([2, 2]);
    const ended = new Counting(async () => Promise.resolve(undefined), { ended: true });
    await ended.ask('keep-alive');
    await ended.ask('keep-alive');
    expect([ended.opened, ended.closed]).to.deep.equal([2, 2]);
  });
});
