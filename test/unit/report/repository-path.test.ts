import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { repositoryPath } from '../../../src/report/repository-path.ts';
import { withTemporaryDirectory } from '../support/temporary-directory.ts';

describe('repositoryPath', () => {
  it('is from the root that the CI server names', () => {
    const from = { cwd: '/checkout/shop/chaos', env: { GITHUB_WORKSPACE: '/checkout/shop' } };
    expect(repositoryPath('web.yaml', from)).to.equal('chaos/web.yaml');
    expect(repositoryPath('../web.yaml', from)).to.equal('web.yaml');
    expect(repositoryPath('/checkout/shop/a/b.yaml', from)).to.equal('a/b.yaml');
    expect(repositoryPath('web.yaml', { cwd: '/builds/shop', env: { GITHUB_WORKSPACE: '', CI_PROJECT_DIR: '/builds' } })).to.equal(
      'shop/web.yaml',
    );
  });

  it('is from the nearest checkout where no server names one', () =>
    withTemporaryDirectory(async (directory) => {
      await mkdir(join(directory, '.git'));
      await mkdir(join(directory, 'chaos'));
      expect(repositoryPath('web.yaml', { cwd: join(directory, 'chaos'), env: {} })).to.equal('chaos/web.yaml');
      expect(repositoryPath('web.yaml', { cwd: join(directory, 'chaos'), env: { GITHUB_WORKSPACE: '/elsewhere' } })).to.equal(
        'chaos/web.yaml',
      );
    }));

  it('is what it was outside any checkout, and for no file', () => {
    expect(repositoryPath('web.yaml', { cwd: '/', env: {} })).to.equal('web.yaml');
    expect(repositoryPath('/web.yaml', { cwd: '/', env: { GITHUB_WORKSPACE: '/work' } })).to.equal('/web.yaml');
    expect(repositoryPath('', { cwd: '/work', env: { GITHUB_WORKSPACE: '/work' } })).to.equal('');
  });
});
