import { expect } from 'chai';
import { defaultGateway } from '../../../src/engine/host-address.ts';

const HEAD = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';

describe('defaultGateway', () => {
  it('reads the address backwards', () => {
    const routes = `${HEAD}eth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\neth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\n`;
    expect(defaultGateway(routes)).to.equal('172.17.0.1');
  });

  it('has none without a default route', () => {
    expect(defaultGateway(HEAD)).to.equal(undefined);
    expect(defaultGateway('')).to.equal(undefined);
  });
});
