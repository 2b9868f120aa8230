import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { RUN_LABEL } from '../../../src/engine/labels.ts';
import { manifest, ROOT } from '../../package/support/manifest.ts';
import { UserProject } from '../../package/support/user-project.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { readOnlyJob } from './support/github-files.ts';
import { GithubRunner } from './support/github-runner.ts';

const WORKFLOW = '.github/workflows/resilience.yml';
const example = path.join(ROOT, 'examples/ci-github');

describe('the GitHub action', function () {
  this.timeout(300_000);
  let project: UserProject;
  const runner = async () =>
    GithubRunner.start({ workspace: project.directory, action: { name: new RegExp(`/faultline@v${manifest.version}$`), directory: ROOT } });

  before(async () => {
    await engineForTests();
    project = await UserProject.locked();
    for (const part of ['.github', 'scenarios']) await cp(path.join(example, part), project.at(part), { recursive: true });
    const crash = await readFile(project.at('scenarios/crash.yaml'), 'utf8');
    await writeFile(project.at('fails.yaml'), crash.replace('restart: always', "restart: 'no'"));
  });
  after(async () => project.remove());

  it('runs as the workflow of the example calls it, with its verdict, its results and a summary of the job', async () => {
    await using github = await runner();
    const { failed, outputs } = await github.job(readOnlyJob(project.at(WORKFLOW)));
    expect(failed, github.log).to.equal(false);
    const results = project.at('reports');
    expect(outputs['faultline']).to.deep.equal({ verdict: 'passed', 'exit-code': '0', results });
    expect(github.log).to.include(`The verdict is passed, and ${results} has the results.`);
    expect(github.summary).to.include('A crashed container is started again').and.to.include('passed');
    expect(await readdir(path.join(results, 'latest'))).to.include.members(['report.html', 'junit.xml', 'buckets.csv']);
    const uploads = github.others.filter(({ uses }) => uses.startsWith('actions/upload-artifact@'));
    expect(uploads.map((each) => each.with)).to.deep.equal([
      { name: 'faultline', path: `${results}\n!${results}/latest/**\n`, 'if-no-files-found': 'ignore' },
    ]);
  });

  it('fails with a scenario that does, after its results are kept, from the tarball of a version and without a summary where none is wanted', async () => {
    await using github = await runner();
    const version = path.relative(project.directory, project.tarball);
    const { failed, outputs } = await github.call({
      scenarios: 'fails.yaml',
      version,
      out: 'elsewhere',
      summary: 'false',
      artifact: 'kept',
    });
    expect(failed, github.log).to.equal(true);
    expect(outputs).to.deep.equal({ verdict: 'failed', 'exit-code': '1', results: project.at('elsewhere') });
    expect(github.log).to.match(/^::error file=fails\.yaml,line=\d+,title=.*restarts/m);
    expect(github.summary).to.equal('');
    expect(github.others.map((each) => each.with['name'])).to.deep.equal(['kept']);
  });

  it('takes what stands in inputs as words, never as a script, and says that nothing ran', async () => {
    await using github = await runner();
    const hostile = '$(touch pwned) `touch pwned`; touch pwned "\' && touch pwned';
    const inputs = { scenarios: `--help\n${hostile}`, engine: hostile, args: `--seed=${hostile}`, out: `${hostile}/$HOME` };
    const { failed, outputs } = await github.call(inputs);
    expect(failed).to.equal(true);
    expect(outputs).to.deep.equal({ verdict: 'none', 'exit-code': '2', results: '' });
    expect(github.log).to.include('--help');
    expect(await readdir(project.directory)).not.to.include('pwned');
    expect(github.others, 'nothing to keep').to.deep.equal([]);
  });

  it('undoes and removes everything when the job is cancelled, of which only its shell is told', async () => {
    await using github = await runner();
    const ending = github.call({ scenarios: 'scenarios' });
    await github.says('chaos: the timeline begins');
    github.cancel();
    const { failed, outputs } = await ending;
    expect(failed).to.equal(true);
    expect(outputs, github.log).to.include({ verdict: 'none', 'exit-code': '130' });
    expect(await (await engineForTests()).listContainers({ labels: [RUN_LABEL] })).to.deep.equal([]);
  });
});
