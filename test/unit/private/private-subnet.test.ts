import { expect } from 'chai';
import fc from 'fast-check';
import { choosePrivateSubnet } from '../../../src/engine/private/private-subnet.ts';

describe('choosePrivateSubnet', () => {
  it('gives the two usable addresses of a /30', () => {
    expect(choosePrivateSubnet([], 0)).to.deep.equal({ engineAddress: '198.18.0.1', gatewayAddress: '198.18.0.2' });
    expect(choosePrivateSubnet([], 64)).to.deep.equal({ engineAddress: '198.18.1.1', gatewayAddress: '198.18.1.2' });
  });

  it('passes over a network that is taken, however it is written', () => {
    for (const taken of ['198.18.0.0/30', '198.18.0.2', '198.18.0.1/30', '198.18.0.3']) {
      expect(choosePrivateSubnet([taken], 0).engineAddress, taken).to.equal('198.18.0.5');
    }
  });

  it('passes over the whole of a wider network', () => {
    expect(choosePrivateSubnet(['198.18.0.0/16'], 0).engineAddress).to.equal('198.19.0.1');
  });

  it('starts again at the beginning after the last one', () => {
    expect(choosePrivateSubnet([], 2 ** 15 - 1).engineAddress).to.equal('198.19.255.253');
    expect(choosePrivateSubnet(['198.19.255.252/30'], 2 ** 15 - 1).engineAddress).to.equal('198.18.0.1');
  });

  it("is not kept from the range by a default route or a VPN's wide one", () => {
    expect(choosePrivateSubnet(['default', '0.0.0.0/1', '128.0.0.0/1', '198.0.0.0/8'], 0).engineAddress).to.equal('198.18.0.1');
  });

  it('says how to make room when every network is taken', () => {
    expect(() => choosePrivateSubnet(['198.18.0.0/15'], 7))
      .to.throw('no /30 network is left')
      .with.property('code', 'ERR_CAPABILITY_MISSING');
  });

  it('never gives the same network twice, wherever it starts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 1, max: 20 }), (start, engines) => {
        const taken: string[] = [];
        for (let engine = 0; engine < engines; engine++) taken.push(`${choosePrivateSubnet(taken, start).engineAddress}/30`);
        expect(new Set(taken).size).to.equal(engines);
      }),
    );
  });
});
