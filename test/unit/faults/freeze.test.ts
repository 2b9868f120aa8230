import { expect } from 'chai';
import { EngineRefusal } from '../../../src/engine/engine-refusal.ts';
import { freeze } from '../../../src/faults/freeze.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

describe('freeze', () => {
  const refusing = (reason: string, times: number) => {
    const asked = { times: 0 };
    const pause = async (): Promise<void> => {
      asked.times += 1;
      return asked.times > times ? Promise.resolve() : Promise.reject(new EngineRefusal('Pausing', 500, reason));
    };
    return { asked, pause };
  };

  it('tries again when runc could not freeze in time, and not for ever', async () => {
    const busy = refusing('OCI runtime pause failed: unable to freeze: unknown', 2);
    await freeze(busy.pause);
    expect(busy.asked.times).to.equal(3);
    const stuck = refusing('OCI runtime pause failed: unable to freeze: unknown', 99);
    expect((await faultlineErrorOf(freeze(stuck.pause))).message).to.include('unable to freeze');
    expect(stuck.asked.times).to.equal(5);
  });

  it('takes any other refusal for what it is', async () => {
    const paused = refusing('Container abc is already paused', 99);
    expect((await faultlineErrorOf(freeze(paused.pause))).code).to.equal('ERR_ENGINE_REFUSED');
    expect(paused.asked.times).to.equal(1);
  });
});
