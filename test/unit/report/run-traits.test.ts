import { expect } from 'chai';
import { runTraits, traitChanges } from '../../../src/report/run-traits.ts';
import { toldRun } from './support/told-run.ts';

describe('traitChanges', () => {
  const changes = (one: Parameters<typeof toldRun>[0], other: Parameters<typeof toldRun>[0]) =>
    traitChanges([runTraits(toldRun(one))], [runTraits(toldRun(other))]);

  it('is nothing when all is the same', () => {
    expect(changes({ id: 'r1', outagesMs: [100] }, { id: 'r2' })).to.deep.equal([]);
  });

  it('names engine, kernel, image, scenario file and faultline when they are not', () => {
    const changed = changes({}, { engineVersion: '25', kernel: '6.2', imageId: 'sha256:2', sha256: 'f00', faultline: '0.2.0' });
    expect(changed.map(({ what }) => what)).to.deep.equal(['scenario file', 'engine', 'kernel', 'faultline', 'images of web']);
    expect(changed.at(-1)).to.deep.include({ from: ['app:v1 (1)'], to: ['app:v1 (2)'] });
  });

  it('takes each side together, without repeats', () => {
    const of = (...versions: string[]) => versions.map((engineVersion) => runTraits(toldRun({ engineVersion })));
    expect(traitChanges(of('1', '2'), of('2', '1', '1'))).to.deep.equal([]);
    expect(traitChanges(of('1'), of('1', '2'))).to.deep.equal([{ what: 'engine', from: ['docker 1'], to: ['docker 1', 'docker 2'] }]);
  });
});
