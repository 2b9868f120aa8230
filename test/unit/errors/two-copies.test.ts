import { expect } from 'chai';
import { EngineRefusal } from '../../../src/engine/engine-refusal.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { Measurement } from '../../../src/testing/measurement.ts';
import { Subject } from '../../../src/testing/subject.ts';

/** Loads a module once more, as happens where one loader imports it and another requires it. */
const copyOf = async (module: string): Promise<Readonly<Record<string, unknown>>> =>
  import(`../../../src/${module}.ts?copy`) as Promise<Readonly<Record<string, unknown>>>;

describe('what is loaded twice', () => {
  it('is still of the same kind: errors, subjects and measurements of either copy', async () => {
    for (const [module, name, original] of [
      ['errors/faultline-error', 'FaultlineError', FaultlineError],
      ['testing/subject', 'Subject', Subject],
      ['testing/measurement', 'Measurement', Measurement],
    ] as const) {
      const copy = (await copyOf(module))[name];
      expect(copy, name).to.be.a('function').and.not.to.equal(original);
      if (typeof copy !== 'function') continue;
      expect(Reflect.construct(copy, ['ERR_USAGE', 'name'])).to.be.instanceOf(original);
    }
    expect(new FaultlineError('ERR_USAGE', 'not of the engine')).not.to.be.instanceOf(EngineRefusal);
    expect(new Error('other')).not.to.be.instanceOf(FaultlineError);
    expect({ name: 'web' }).not.to.be.instanceOf(Subject);
  });
});
