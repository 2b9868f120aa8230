import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { extract } from 'tar-stream';
import { contextHash, contextTar, readBuildContext } from '../../../src/engine/images/build-context.ts';
import { parseDockerignore } from '../../../src/engine/images/dockerignore.ts';

describe('build context', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'faultline-context-'));
    await mkdir(path.join(directory, 'sub'));
    await writeFile(path.join(directory, 'Dockerfile'), 'FROM x');
    await writeFile(path.join(directory, 'sub', 'run'), 'run');
    await chmod(path.join(directory, 'sub', 'run'), 0o755);
    await symlink('run', path.join(directory, 'sub', 'link'));
  });
  afterEach(async () => rm(directory, { recursive: true, force: true }));

  it('is the files by name, with links and executable bits', async () => {
    const entries: Record<string, unknown> = {};
    const tar = extract();
    contextTar(await readBuildContext(directory, 'Dockerfile')).pipe(tar);
    for await (const entry of tar) {
      entries[entry.header.name] = [entry.header.type, entry.header.mode, entry.header.linkname];
      entry.resume();
    }
    expect(entries).to.deep.equal({
      Dockerfile: ['file', 0o644, null],
      'sub/link': ['symlink', 0o777, 'run'],
      'sub/run': ['file', 0o755, null],
    });
  });

  it('has a hash that follows names, contents, modes and arguments, not times', async () => {
    const hash = async (others: readonly string[] = ['a']): Promise<string> =>
      contextHash(await readBuildContext(directory, 'Dockerfile'), others);
    const first = await hash();
    await writeFile(path.join(directory, 'Dockerfile'), 'FROM x');
    expect(await hash()).to.equal(first);
    expect(await hash(['b'])).not.to.equal(first);
    await chmod(path.join(directory, 'sub', 'run'), 0o644);
    const second = await hash();
    expect(second).not.to.equal(first);
    await writeFile(path.join(directory, 'sub', 'run'), 'changed');
    expect(await hash()).not.to.equal(second);
  });

  it('says which directory cannot be read', async () => {
    const error: unknown = await readBuildContext(path.join(directory, 'nosuch'), 'Dockerfile').catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'ERR_IMAGE_MISSING' }).and.have.property('message').that.includes('nosuch');
  });

  it('follows no link out of the directory, and waits for no pipe', async () => {
    const secret = path.join(directory, '..', `${path.basename(directory)}-secret`);
    await writeFile(secret, 's3cret');
    await symlink(secret, path.join(directory, 'out'));
    await symlink('/etc', path.join(directory, 'etc'));
    await symlink('/dev/zero', path.join(directory, '.dockerignore'));
    spawnSync('mkfifo', [path.join(directory, 'pipe')]);
    try {
      const files = await readBuildContext(directory, '../secret');
      expect(files.map(({ name }) => name)).to.deep.equal(['.dockerignore', 'Dockerfile', 'etc', 'out', 'sub/link', 'sub/run']);
      expect(files.find(({ name }) => name === 'out')?.content).to.deep.equal({ kind: 'link', to: secret });
    } finally {
      await rm(secret);
    }
  });

  it('is refused when it is too much to hold', async () => {
    await writeFile(path.join(directory, 'large'), '');
    await truncate(path.join(directory, 'large'), 2 ** 31);
    const error: unknown = await readBuildContext(directory, 'Dockerfile').catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'ERR_IMAGE_MISSING' }).and.have.property('message').that.includes('.dockerignore');
  });

  it('keeps the Dockerfile even when it is ignored', async () => {
    await writeFile(path.join(directory, '.dockerignore'), '*');
    expect((await readBuildContext(directory, 'Dockerfile')).map(({ name }) => name)).to.deep.equal(['.dockerignore', 'Dockerfile']);
  });
});

describe('parseDockerignore', () => {
  const cases: readonly [string, readonly string[], readonly string[]][] = [
    ['node_modules', ['node_modules', 'node_modules/a/b'], ['sub/node_modules', 'node_modules2']],
    ['*.log', ['a.log'], ['sub/a.log', 'a.logs']],
    ['**/*.log', ['a.log', 'sub/deep/a.log'], ['a.txt']],
    ['/dist/', ['dist', 'dist/a'], ['sub/dist']],
    ['# not this\n\n  *.md  \n!README.md', ['a.md'], ['README.md', '# not this']],
    ['a?c', ['abc'], ['ac', 'a/c']],
    ['a.b+(c)', ['a.b+(c)'], ['aXb+(c)']],
  ];
  for (const [text, ignored, kept] of cases) {
    it(JSON.stringify(text), () => {
      const isIgnored = parseDockerignore(text);
      expect(ignored.filter((name) => !isIgnored(name))).to.deep.equal([]);
      expect(kept.filter((name) => isIgnored(name))).to.deep.equal([]);
    });
  }
});
