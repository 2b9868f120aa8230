import { execFile } from 'node:child_process';
import { cp, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../../package/support/manifest.ts';
import { UserProject } from '../../package/support/user-project.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { gitlabCiLocal } from './support/gitlab-runner.ts';

const example = path.join(ROOT, 'examples/ci-gitlab');
const file = z.looseObject({ resilience: z.looseObject({ image: z.string(), services: z.array(z.string()) }) });

describe('the GitLab CI file', function () {
  this.timeout(300_000);
  let project: UserProject;

  before(async () => {
    await engineForTests();
    project = await UserProject.locked();
    await cp(path.join(example, 'scenarios'), project.at('scenarios'), { recursive: true });
    await cp(path.join(example, '.gitlab-ci.yml'), project.at('.gitlab-ci.yml'));
    await project.write('.gitignore', 'node_modules/\n');
    await promisify(execFile)('git', ['init', '--quiet', project.directory]);
  });
  after(async () => project.remove());

  it("is valid by GitLab's schema", async () => {
    const { code, output } = await gitlabCiLocal(project.directory, ['--list-json', '--state-dir', '.state']);
    expect(code, output).to.equal(0);
    expect(output).to.include('json schema validated').and.to.include('"resilience"');
  });

  it('does what it says: a scenario that passes, then one that fails, each with its JUnit report', async () => {
    const pipeline = file.parse(parse(await readFile(project.at('.gitlab-ci.yml'), 'utf8')));
    // Instead of an engine in a container beside the job there is that of the tests.
    const { image: _image, services: _services, ...job } = pipeline.resilience;
    await project.write('.gitlab-ci.yml', stringify({ ...pipeline, resilience: job }));
    const args = ['--force-shell-executor', '--unset-variable', 'DOCKER_HOST'];

    const artifact = (name: string) => project.at(path.join('.gitlab-ci-local/artifacts/resilience/reports', name));

    const passed = await gitlabCiLocal(project.directory, args);
    expect(passed.output).to.match(/PASS +resilience/);
    expect(await readFile(artifact('junit.xml'), 'utf8'))
      .to.include('failures="0"')
      .and.to.include('A crashed container is started again');
    expect(await readFile(artifact('verdict.txt'), 'utf8')).to.match(/^PASSED/);
    expect(await readdir(artifact('latest'))).to.include('report.html');

    const crash = await readFile(project.at('scenarios/crash.yaml'), 'utf8');
    await project.write('scenarios/crash.yaml', crash.replace('restart: always', "restart: 'no'"));
    const failed = await gitlabCiLocal(project.directory, args);
    // Its own exit code is 0 for any job with `allow_failure`, whatever exit codes that names.
    expect(failed.output).to.match(/FAIL +resilience/);
    expect(await readFile(artifact('junit.xml'), 'utf8')).to.match(/<failure/);
  });
});
