import { inspect } from 'node:util';
import { expect } from 'chai';
import { EngineAgent } from '../../../src/engine/transport/engine-agent.ts';

describe('EngineAgent', () => {
  it('is rendered without its sockets, as docker-modem does it for each request', () => {
    const agent = new EngineAgent({ endpoint: 'unix:///nowhere.sock' });
    expect(inspect({ agent }, { showHidden: true, depth: null })).to.equal('{ agent: EngineAgent }');
    agent.destroy();
  });
});
