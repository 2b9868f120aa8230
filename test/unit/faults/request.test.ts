import { expect } from 'chai';
import { request } from '../../../src/faults/request.ts';

describe('fault request', () => {
  it('takes a path and a port, or a whole URL', () => {
    expect(request.schema.parse({ path: '/health?status=false', port: 8080 })).to.deep.include({
      method: 'GET',
      timeoutMs: 5000,
      port: 8080,
    });
    expect(request.schema.parse({ url: 'http://192.0.2.1/x', method: 'POST' })).to.deep.include({ url: 'http://192.0.2.1/x' });
  });

  it('refuses both at once, a path that leaves the host, and other protocols', () => {
    expect(request.schema.safeParse({ url: 'http://192.0.2.1/', path: '/' }).success).to.be.false;
    expect(request.schema.safeParse({ path: '//192.0.2.1/' }).success).to.be.false;
    expect(request.schema.safeParse({ path: String.raw`/\192.0.2.1/` }).success).to.be.false;
    expect(request.schema.safeParse({ url: 'file:///etc/passwd' }).success).to.be.false;
  });
});
