import { expect } from 'chai';
import { crash } from '../../../src/faults/crash.ts';

describe('fault crash', () => {
  it('is a SIGKILL by the best method unless told otherwise', () => {
    expect(crash.schema.parse({})).to.deep.equal({ signal: 'SIGKILL', method: 'auto' });
    expect(crash.schema.parse({ signal: 'int', method: 'exec' })).to.deep.equal({ signal: 'SIGINT', method: 'exec' });
  });

  it('refuses what does nothing: SIGKILL from inside the container', () => {
    const { error } = crash.schema.safeParse({ method: 'exec' });
    expect(error?.issues[0]).to.deep.include({ path: ['method'] });
    expect(error?.issues[0]?.message).to.include('method: auto');
  });
});
