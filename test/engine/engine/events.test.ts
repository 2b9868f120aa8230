import { expect } from 'chai';
import { connectEngine } from '../../../src/engine/connect-engine.ts';
import type { Engine, EngineStreamItem } from '../../../src/engine/engine.ts';
import { EngineConnection } from '../../../src/engine/transport/engine-connection.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { CutProxy, socketPathOf } from './support/cut-proxy.ts';
import { TestContainers } from './support/test-containers.ts';

describe('DockerEngine.events', () => {
  let direct: Engine;
  let containers: TestContainers;
  let proxy: CutProxy;
  let engine: Engine;

  beforeEach(async () => {
    direct = await engineForTests();
    containers = new TestContainers(direct);
    proxy = new CutProxy(socketPathOf(direct.facts.endpoint));
    engine = await connectEngine({ endpoint: `tcp://127.0.0.1:${await proxy.listen()}` }, { eventsGiveUpMs: 10_000 });
  });
  afterEach(async () => {
    await engine.close();
    proxy.close();
    await containers.removeAll();
  });

  /** Collects the items of a stream from now on, and tells when one like it has come. */
  class Listening {
    readonly items: EngineStreamItem[] = [];
    readonly done: Promise<unknown>;
    readonly #abort = new AbortController();
    readonly #waiting: (() => void)[] = [];

    constructor(sinceMs: number) {
      this.done = this.#listen(sinceMs).catch((error: unknown) => error);
    }

    async #listen(sinceMs: number): Promise<void> {
      for await (const item of engine.events({ sinceMs, signal: this.#abort.signal })) {
        this.items.push(item);
        for (const wake of this.#waiting.splice(0)) wake();
      }
    }

    async until(isIt: (item: EngineStreamItem) => boolean): Promise<EngineStreamItem> {
      for (;;) {
        const found = this.items.find(isIt);
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
      }
    }

    actionsOf(id: string): string[] {
      return this.items.flatMap((item) => (item.kind === 'event' && item.event.id === id ? [item.event.action] : []));
    }

    async stop(): Promise<unknown> {
      this.#abort.abort();
      return this.done;
    }
  }

  const isAction =
    (id: string, action: string) =>
    (item: EngineStreamItem): boolean =>
      item.kind === 'event' && item.event.id === id && item.event.action === action;
  const isResumed = (item: EngineStreamItem): boolean => item.kind === 'resumed';

  it('yields what happened since a time and what happens, with exact times, until the signal aborts', async () => {
    const beforeMs = Date.now();
    const id = await containers.start({ healthcheck: { test: ['CMD', 'true'], intervalMs: 100, retries: 1 } });
    const listening = new Listening(beforeMs - 50);
    const healthy = await listening.until(isAction(id, 'health_status'));
    await direct.signalContainer(id, 'SIGTERM');
    const died = await listening.until(isAction(id, 'die'));
    expect(await listening.stop()).to.equal(undefined);
    // A check that the kill cuts off may still end as a failure, on a busy machine.
    const actions = listening.actionsOf(id).filter((action) => !action.startsWith('exec_'));
    expect(actions.filter((action, index) => action !== 'health_status' || actions.indexOf(action) === index)).to.deep.equal([
      'create',
      'start',
      'health_status',
      'kill',
      'die',
    ]);
    expect(healthy).to.have.nested.property('event.attributes.health', 'healthy');
    expect(died).to.have.nested.property('event.attributes.exitCode', '15');
    expect(died).to.have.nested.property('event.objectType', 'container');
    if (died.kind === 'event') expect(died.event.epochMs).to.be.within(beforeMs, Date.now());
    const times = listening.items.flatMap((item) => (item.kind === 'event' ? [item.event.epochMs] : []));
    expect(times.some((ms) => ms % 1 !== 0)).to.equal(true);
    expect(Math.min(...times)).to.be.at.least(beforeMs - 50);
  });

  it('resumes after a dropped connection: nothing lost, nothing twice, no gap', async () => {
    const id = await containers.start();
    const listening = new Listening(Date.now() - 60_000);
    await listening.until(isAction(id, 'start'));
    for (let round = 0; round < 3; round++) {
      proxy.cut();
      await direct.pauseContainer(id);
      await direct.unpauseContainer(id);
      proxy.join();
      await listening.until((item) => isResumed(item) && listening.items.filter(isResumed).length === round + 1);
    }
    await direct.stopContainer(id, { graceMs: 5000 });
    await listening.until(isAction(id, 'die'));
    await listening.stop();
    const pauses = [1, 2, 3].flatMap(() => ['pause', 'unpause']);
    expect(listening.actionsOf(id).filter((action) => action !== 'stop')).to.deep.equal(['create', 'start', ...pauses, 'kill', 'die']);
    for (const item of listening.items.filter(isResumed)) {
      expect(item).to.include({ gap: false });
      if (item.kind === 'resumed') expect(item.lostMs).to.be.within(0, 10_000);
    }
  });

  it('resumes by an older event when none came before the connection dropped', async () => {
    const id = await containers.start();
    const listening = new Listening(Date.now() + 60_000);
    await direct.pauseContainer(id);
    await direct.unpauseContainer(id);
    // The stream is known to be there once it was lost and found again.
    for (let found = false; !found;) {
      proxy.cut();
      proxy.join();
      found = await Promise.race([
        listening.until(isResumed).then(() => true),
        new Promise<boolean>((resolve) => setTimeout(resolve, 300, false)),
      ]);
    }
    await listening.stop();
    expect(listening.items.find(isResumed)).to.include({ gap: false });
    expect(listening.items.filter((item) => item.kind === 'event')).to.deep.equal([]);
  });

  it('tells a gap when more happened meanwhile than the engine remembers', async () => {
    const id = await containers.start();
    const listening = new Listening(Date.now() - 60_000);
    await listening.until(isAction(id, 'start'));
    proxy.cut();
    // The engine keeps 256 events.
    const base = await direct.ensureImage('faultline/base', () => undefined);
    const connection = new EngineConnection({ endpoint: direct.facts.endpoint }, direct.facts.apiVersion);
    const options = { repo: 'faultline/base', tag: 'latest' };
    for (let i = 0; i < 300; i++) await connection.ask('', async (docker): Promise<unknown> => docker.getImage(base.id).tag(options));
    connection.close();
    proxy.join();
    expect(await listening.until(isResumed)).to.include({ gap: true });
    await listening.stop();
  });

  it('gives up when the engine stays away', async () => {
    const id = await containers.start();
    const listening = new Listening(Date.now() - 60_000);
    await listening.until(isAction(id, 'start'));
    proxy.close();
    const error = await listening.done;
    expect(error).to.be.instanceOf(FaultlineError).and.include({ code: 'ERR_ENGINE_UNREACHABLE' });
    expect(error).to.have.property('message').that.includes('event stream').and.includes('could not be resumed');
  });
});
