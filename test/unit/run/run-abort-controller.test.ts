import { once } from 'node:events';
import { expect } from 'chai';
import { runAbortController } from '../../../src/run/run-abort-controller.ts';

describe('runAbortController', () => {
  it('lets every firing of a step wait on it without a word from Node', async () => {
    const warnings: Error[] = [];
    const heard = (warning: Error) => warnings.push(warning);
    process.on('warning', heard);
    try {
      const { signal } = runAbortController();
      for (let firing = 0; firing < 100; firing += 1) signal.addEventListener('abort', () => undefined);
      // A warning is told on the next tick; this one comes after all of them.
      process.emitWarning('the last one');
      await once(process, 'warning');
      expect(warnings.map(({ message }) => message)).to.deep.equal(['the last one']);
    } finally {
      process.off('warning', heard);
    }
  });
});
