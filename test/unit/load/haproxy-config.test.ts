import { expect } from 'chai';
import { haproxyConfig, proxyDefaults } from '../../../src/load/haproxy-config.ts';

const backend = { service: 'faultline-r1-web', port: 8000, slots: 12, timeoutMs: 500 };

describe('haproxyConfig', () => {
  it('finds the tasks by name and checks them', () => {
    const text = haproxyConfig(backend, proxyDefaults);
    expect(text).to.include('nameserver dns 127.0.0.11:53');
    expect(text).to.include('server-template task- 12 tasks.faultline-r1-web:8000 check inter 250ms');
    expect(text).to.match(/^ {2}retries 3$/m);
    expect(text).to.match(/^ {2}option redispatch$/m);
    expect(text.endsWith('\n')).to.equal(true);
  });

  it('takes what the scenario says', () => {
    const text = haproxyConfig(backend, { checkIntervalMs: 1000, retries: 0, redispatch: false });
    expect(text).to.include('check inter 1000ms');
    expect(text).to.match(/^ {2}retries 0$/m);
    expect(text).to.match(/^ {2}no option redispatch$/m);
  });
});
