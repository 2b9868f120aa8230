import { expect } from 'chai';
import { github, unstartedAnnotation } from '../../../src/report/github.ts';
import { buildUnstartedRun } from '../../../src/report/suite-result.ts';
import { hostile } from './support/hostile.ts';
import { SampleHistory } from './support/sample-history.ts';
import { failedCheck, killHistory, killRun, passedCheck, sampleRun } from './support/sample-run.ts';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Returns what GitHub's runner makes of a line: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs */
function parse(line: string): Command {
  const [, name = '', list = '', data = ''] = /^::([a-z-]+)(?: (.*?))?::(.*)$/s.exec(line) ?? [];
  const unescape = (text: string) =>
    text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');
  const properties = list.split(',').map((pair): readonly [string, string] => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), unescape(pair.slice(at + 1))];
  });
  return { name, properties: Object.fromEntries(properties), message: unescape(data) };
}

const commands = (text: string) => text.split('\n').filter(Boolean).map(parse);

describe('github', () => {
  it('points at the line of each expectation that did not hold, and explains it', () => {
    const [failed, inconclusive, ...more] = commands(github.render(killRun()));
    expect(more).to.deep.equal([]);
    expect(failed).to.deep.equal({
      name: 'error',
      properties: {
        file: 'scenarios/web.yaml',
        line: '30',
        title: 'Web survives a kill: availability of users during chaos failed',
      },
      message: [
        failedCheck.message,
        'expected: >= 99.5%',
        'observed: 65% (n=20, deadline 500 ms)',
        '2.101s  kill web.1 (SIGKILL, api)',
        '2.110s  web.1 died: exit 137 (SIGKILL)',
      ].join('\n'),
    });
    expect(inconclusive).to.deep.include({ name: 'warning' });
    // A check that faultline adds itself has no line.
    expect(inconclusive?.properties).not.to.have.property('line');
  });

  it('names the scenario as the repository does', () => {
    const place = { directory: 'reports/r1', files: [], scenario: 'chaos/scenarios/web.yaml' };
    expect(commands(github.render({ ...killRun(), place }))[0]?.properties['file']).to.equal('chaos/scenarios/web.yaml');
  });

  it('says nothing of a run that passed', () => {
    expect(github.render(sampleRun(killHistory(), [passedCheck]))).to.equal('');
  });

  it('gives one command for each check, whatever is in the names', () => {
    for (const text of [hostile, 'a\n::set-output name=x::y\r\n::stop-commands::t', '50%, a:b,line=1::', '%0A::error::']) {
      const history = new SampleHistory().start({ name: text, file: text });
      const printed = github.render(sampleRun(history, [{ ...failedCheck, of: text, expected: text, observed: text, message: text }]));
      expect(printed.split('\n')).to.have.length(2);
      expect(printed).to.match(/^::error file=[^,:\r]*,line=30,title=[^,:\r]*::[^\r]*\n$/);
    }
    const [command] = commands(github.render(sampleRun(killHistory(), [{ ...failedCheck, of: '50%, a:b', message: '100% %0A' }])));
    expect(command?.properties['title']).to.contain('availability of 50%, a:b during chaos');
    expect(command?.message).to.match(/^100% %0A\n/);
  });

  it('tells of a scenario that never became a run', () => {
    const unstarted = buildUnstartedRun({ file: 'bad.yaml' }, { code: 'ERR_SCENARIO_INVALID', message: 'Broken.', hint: 'Fix line 3.' });
    expect(commands(unstartedAnnotation(unstarted, 'chaos/bad.yaml'))).to.deep.equal([
      {
        name: 'error',
        properties: { file: 'chaos/bad.yaml', title: 'bad.yaml did not run' },
        message: 'Broken. [ERR_SCENARIO_INVALID]\nFix line 3.',
      },
    ]);
  });
});
