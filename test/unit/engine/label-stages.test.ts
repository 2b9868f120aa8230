import { expect } from 'chai';
import { labelStages } from '../../../src/engine/images/label-stages.ts';

const labels = { 'io.faultline.run': 'r1', 'io.faultline.owner': 'a "b" $c' };
const LABEL = 'LABEL "io.faultline.run"="r1" "io.faultline.owner"="a \\"b\\" \\$c"';

const WITH_BACKTICKS = LABEL.replaceAll('\\', '`');

describe('the labels of the stages of a Dockerfile', () => {
  it('stand right after each FROM, in any case of letters and over several lines', () => {
    const file = ['ARG BASE=a', 'FROM ${BASE} AS build', 'RUN make', 'from \\', '  # the small one', '', '  b', 'COPY --from=build /x /x'];
    expect(labelStages(file.join('\n'), labels).text.split('\n')).to.deep.equal([
      ...file.slice(0, 2),
      LABEL,
      ...file.slice(2, 7),
      LABEL,
      ...file.slice(7),
    ]);
  });

  it('stand nowhere else: a line that continues an instruction is none, whatever it begins with', () => {
    const file = ['FROM a', 'RUN psql -c "SELECT * \\', 'FROM t"', '# FROM b', 'LABEL from=c'];
    expect(labelStages(file.join('\n'), labels).text.split('\n')).to.deep.equal([file[0], LABEL, ...file.slice(1)]);
    const windows = ['# escape=`', 'FROM a', 'RUN dir C:\\', 'FROM b'];
    expect(labelStages(windows.join('\n'), labels).text.split('\n')).to.deep.equal([
      ...windows.slice(0, 2),
      WITH_BACKTICKS,
      ...windows.slice(2),
      WITH_BACKTICKS,
    ]);
  });

  it('keep the lines of the original known, for the messages of the engine', () => {
    const { originalLine } = labelStages('FROM a\nRUN x\nFROM b\nRUNN y\n', labels);
    expect([1, 2, 3, 4, 5, 6].map(originalLine)).to.deep.equal([1, 1, 2, 3, 3, 4]);
  });

  it('are none where none are asked for', () => {
    expect(labelStages('FROM a\nRUN x', {}).text).to.equal('FROM a\nRUN x');
  });
});
