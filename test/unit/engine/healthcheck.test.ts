import { expect } from 'chai';
import { effectiveHealthcheck } from '../../../src/engine/containers/healthcheck.ts';
import { imageSnapshot } from '../../../src/engine/images/inspect-image.ts';

const DEFAULTS = { intervalMs: 30_000, timeoutMs: 30_000, retries: 3, startPeriodMs: 0 };

describe('imageSnapshot', () => {
  it('tells what an image says of its containers', () => {
    const Config = {
      Labels: { colour: 'blue' },
      StopSignal: 'SIGQUIT',
      Healthcheck: { Test: ['CMD', 'ok'], Interval: 5e8, Timeout: 0, Retries: 2 },
    };
    expect(imageSnapshot({ Id: 'sha256:1', Config })).to.deep.equal({
      id: 'sha256:1',
      labels: { colour: 'blue' },
      stopSignal: 'SIGQUIT',
      healthcheck: { test: ['CMD', 'ok'], intervalMs: 500, retries: 2 },
    });
    expect(imageSnapshot({ Id: 'sha256:1', Config: { StopSignal: '' } })).to.deep.equal({ id: 'sha256:1', labels: {} });
  });
});

describe('effectiveHealthcheck', () => {
  const image = { test: ['CMD', 'ok'], intervalMs: 500, retries: 2 };

  it("is the image's where the service has none of its own", () => {
    expect(effectiveHealthcheck(undefined, image)).to.deep.equal({ ...DEFAULTS, ...image });
    expect(effectiveHealthcheck(undefined, undefined)).to.equal(undefined);
  });

  it('takes word by word from the image what its own leaves out', () => {
    expect(effectiveHealthcheck({ test: [], retries: 5 }, image)).to.deep.equal({ ...DEFAULTS, ...image, retries: 5 });
    expect(effectiveHealthcheck({ test: ['CMD', 'other'] }, image)).to.deep.equal({ ...DEFAULTS, ...image, test: ['CMD', 'other'] });
    expect(effectiveHealthcheck({ test: [], retries: 5 }, undefined), 'nothing to run').to.equal(undefined);
  });

  it('can be switched off', () => {
    expect(effectiveHealthcheck({ test: ['NONE'] }, image)).to.equal(undefined);
    expect(effectiveHealthcheck(undefined, { test: ['NONE'] })).to.equal(undefined);
  });
});
