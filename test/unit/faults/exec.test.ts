import { expect } from 'chai';
import { exec } from '../../../src/faults/exec.ts';

describe('fault exec', () => {
  it('splits a text into words without a shell and waits 30 s', () => {
    expect(exec.schema.parse({ command: "touch '/tmp/a b' $HOME" })).to.deep.include({
      command: ['touch', '/tmp/a b', '$HOME'],
      timeoutMs: 30_000,
      expectCode: undefined,
    });
  });

  it('takes the exit code to expect', () => {
    expect(exec.schema.parse({ command: ['false'], expect_code: 1, timeout: '2s' })).to.deep.include({ expectCode: 1, timeoutMs: 2000 });
    expect(exec.schema.safeParse({ command: ['false'], expect_code: 256 }).success).to.be.false;
  });
});
