import { expect } from 'chai';
import { connectEngine } from '../../../src/engine/connect-engine.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { engineDown } from '../../../src/engine/private/engine-down.ts';
import { enginePaths } from '../../../src/engine/private/engine-paths.ts';
import { askSocket } from '../../../src/engine/private/engine-socket.ts';
import { engineUp } from '../../../src/engine/private/engine-up.ts';
import { missingPrerequisites } from '../../../src/engine/private/prerequisites.ts';
import { rejection } from '../engine/support/rejection.ts';

// The engine that the tests share has to stay in its Swarm, so that this takes one of its own.
if ((await missingPrerequisites()).length === 0) {
  describe('an engine outside any Swarm', function () {
    this.timeout(120_000);
    const name = `no-swarm-${process.pid}`;
    let engine: Engine | undefined;

    afterEach(async () => {
      await engine?.close();
      await engineDown(name);
    });

    it('says that it has none and how to get one; and has one as soon as somebody made it', async () => {
      const { endpoint, hostAddress } = await engineUp({ name });
      const ask = async (path: string, body: object): Promise<number> =>
        (await askSocket(enginePaths(name).socket, { method: 'POST', path, body, timeoutMs: 60_000 })).status;
      expect(await ask('/swarm/leave?force=true', {})).to.equal(200);
      engine = await connectEngine({ endpoint, hostAddress });
      expect(engine.facts.swarm).to.equal('inactive');
      const error = await rejection(engine.swarm());
      expect(error.code).to.equal('ERR_CAPABILITY_MISSING');
      expect(error.message).to.include('is not a Swarm manager');
      expect(error.hint).to.include('--engine private').and.include('docker swarm init');
      expect(await ask('/swarm/init', { ListenAddr: `${hostAddress}:2377`, AdvertiseAddr: hostAddress })).to.equal(200);
      expect(await (await engine.swarm()).listNodes()).to.have.length(1);
    });
  });
}
