import { expect } from 'chai';
import { faultlineHere } from './faultline-here.ts';

describe('faultline measure', () => {
  it('shows examples in its help', async () => {
    const { code, stdout } = await faultlineHere(['measure', '--help']);
    expect(code).to.equal(0);
    expect(stdout).to.contain("--expect 'availability >= 99.9%'").and.contain('--command -- pg_isready');
  });

  for (const [args, told] of [
    [['localhost:8080'], 'fix: Write http://localhost:8080.'],
    [['http://localhost/', '--rate', '9'], 'fix: Write `9/s`.'],
    [['http://localhost/', '--for', '0s'], 'fix: Write how long to measure'],
    [['http://localhost/', '--expect', 'uptime >= 99%'], 'fix: Write one of: availability'],
    [['http://localhost/', '--expect', 'exit: { code: 0 }'], 'fix: The checks are availability'],
    [['http://localhost/', '--expct', 'x'], 'Did you mean --expect?'],
    [[], "missing required argument 'url'"],
  ] as const) {
    it(`ends with 2 and the fix for: measure ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await faultlineHere(['measure', ...args]);
      expect(code, stderr).to.equal(2);
      expect(stdout).to.equal('');
      expect(stderr).to.contain(told).and.not.contain('    at ');
    });
  }
});
