import { expect } from 'chai';
import { unhealthy } from '../../../src/faults/unhealthy.ts';

describe('fault unhealthy', () => {
  it('suspends unless another way is described', () => {
    expect(unhealthy.schema.parse({})).to.deep.equal({ request: undefined, exec: undefined });
    expect(unhealthy.schema.parse({ by: 'suspend' })).to.deep.equal({ request: undefined, exec: undefined });
  });

  it('takes a request or a command, each with what restores', () => {
    const request = { path: '/health?status=false', restore_path: '/health?status=true' };
    expect(unhealthy.schema.parse({ request })).to.deep.include({ request: { ...request, method: 'GET' } });
    expect(unhealthy.schema.parse({ by: 'exec', exec: { command: 'touch /sick', restore_command: 'rm /sick' } })).to.deep.include({
      exec: { command: ['touch', '/sick'], restore_command: ['rm', '/sick'] },
    });
  });

  it('refuses a way without its description, and a description of another way', () => {
    for (const options of [
      { by: 'request' },
      { by: 'exec' },
      { by: 'suspend', exec: { command: 'x' } },
      { by: 'exec', request: { path: '/' } },
    ]) {
      expect(unhealthy.schema.safeParse(options).success, JSON.stringify(options)).to.be.false;
    }
    expect(unhealthy.schema.safeParse({ request: { path: '/' }, exec: { command: 'x' } }).success).to.be.false;
  });
});
