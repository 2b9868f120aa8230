import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { expect } from 'chai';
import { StatusLine } from '../../../src/cli/status-line.ts';
import { useColour } from '../../../src/cli/use-colour.ts';

const stream = (isTTY: boolean) =>
  Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns: 80 }) as unknown as WriteStream & PassThrough;

describe('StatusLine', () => {
  it('writes plain lines only when there is no terminal', () => {
    const out = stream(false);
    const status = new StatusLine(out, { live: true });
    status.show(() => 'never');
    status.print('a line');
    status.clear();
    expect(out.read()).to.equal('a line\n');
  });

  it('draws its line again under a line that stays', () => {
    const out = stream(true);
    const status = new StatusLine(out, { live: true });
    status.show((columns) => `status of ${columns}`);
    status.print('a line');
    status.clear();
    expect(out.read()).to.equal('\r\u001b[2Ka line\n\r\u001b[2Kstatus of 79\r\u001b[2K');
  });
});

describe('useColour', () => {
  it('needs a terminal, and obeys NO_COLOR and TERM=dumb', () => {
    expect(useColour(stream(true), {})).to.equal(true);
    expect(useColour(stream(false), {})).to.equal(false);
    // What is no terminal has no isTTY at all; CI=true must not turn that into colours.
    expect(useColour({}, { CI: 'true' })).to.equal(false);
    expect(useColour(stream(true), { NO_COLOR: '1' })).to.equal(false);
    expect(useColour(stream(true), { TERM: 'dumb' })).to.equal(false);
  });
});
