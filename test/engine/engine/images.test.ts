import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { connectEngine } from '../../../src/engine/connect-engine.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { ensureBaseImage } from '../../../src/engine/images/base-image.ts';
import { inspectImage } from '../../../src/engine/images/inspect-image.ts';
import { EngineConnection } from '../../../src/engine/transport/engine-connection.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { rejection } from './support/rejection.ts';
import { TestContainers } from './support/test-containers.ts';

describe('DockerEngine: images', () => {
  const name = `test-${randomUUID().slice(0, 8)}`;
  const tags = new Set<string>();
  let root: string;
  let engine: Engine;
  let connection: EngineConnection;
  let containers: TestContainers;

  before(async () => {
    const shared = await engineForTests();
    root = await mkdtemp(path.join(os.tmpdir(), 'faultline-images-'));
    const address = { endpoint: shared.facts.endpoint, hostAddress: shared.hostAddress };
    engine = await connectEngine(address, { imagesRoot: root });
    connection = new EngineConnection(address, engine.facts.apiVersion);
    containers = new TestContainers(engine);
  });
  after(async () => {
    await containers.removeAll();
    for (const tag of tags) await removeImage(tag);
    connection.close();
    await engine.close();
    await rm(root, { recursive: true, force: true });
  });

  const removeImage = async (reference: string): Promise<void> => {
    await connection
      .ask('Removing an image', async (docker): Promise<unknown> => docker.getImage(reference).remove({ force: true }))
      .catch(() => undefined);
  };
  const ensure = async (reference: string, lines: string[] = []) => {
    tags.add(reference);
    return engine.ensureImage(reference, (line) => lines.push(line));
  };
  const outputOf = async (image: string, spec = {}): Promise<string> => {
    const id = await containers.start(spec, { image });
    await containers.seen(id, 'die');
    const lines = [];
    for await (const { text } of engine.logs(id, { follow: false })) lines.push(text);
    return lines.join('\n');
  };
  const writeSample = async (files: Readonly<Record<string, string>>): Promise<void> => {
    await mkdir(path.join(root, name), { recursive: true });
    for (const [file, text] of Object.entries(files)) await writeFile(path.join(root, name, file), text);
  };

  it('makes a base image without a registry: Node and the small tools run in it', async () => {
    const base = await engine.ensureImage('faultline/base', () => undefined);
    expect(base.reference).to.equal('faultline/base:latest');
    expect(base.id).to.match(/^sha256:[0-9a-f]{64}$/);
    expect(await engine.ensureImage('faultline/base', () => undefined)).to.deep.equal(base);
    const script =
      'node --version && mkdir /a && touch /a/b && ls /a && test -f /a/b && rm /a/b && sleep 0 && env FOO=bar sh -c "echo \\$FOO" && cat /etc/group';
    const said = await outputOf('faultline/base', { entrypoint: ['sh', '-c', script] });
    expect(said).to.match(/^v\d+\.\d+\.\d+\nb\nbar\nroot:x:0:\n/);
  });

  it('builds on an official image when the engine has one', async () => {
    const base = await engine.ensureImage('faultline/base', () => undefined);
    const official = `node:${process.version.slice(1).split('.')[0] ?? ''}-slim`;
    if ((await inspectImage(connection, official)) === undefined) {
      tags.add(official);
      const [repo = '', tag = ''] = official.split(':');
      await connection.ask('Tagging', async (docker): Promise<unknown> => docker.getImage(base.id).tag({ repo, tag }));
    }
    expect(await ensureBaseImage(connection, () => undefined)).to.include({ reference: official });
    if (tags.delete(official)) await removeImage(official);
  });

  it('builds a sample once, on the base image, with its tag as an argument; a change builds it again', async () => {
    await writeSample({
      Dockerfile: 'ARG BASE\nFROM ${BASE}\nARG TAG\nENV TAG=${TAG}\nCOPY say.js /\nENTRYPOINT ["node", "/say.js"]\n',
      'Dockerfile.v2': 'ARG BASE\nFROM ${BASE}\nENTRYPOINT ["node", "-p", "\'two\'"]\n',
      'say.js': 'console.log("tag " + process.env.TAG)',
    });
    const lines: string[] = [];
    const first = await ensure(`faultline/${name}:v1`, lines);
    expect(lines.join('\n')).to.include(`Building faultline/${name}:v1`);
    expect(await outputOf(first.id, { entrypoint: undefined })).to.equal('tag v1');
    const again: string[] = [];
    expect(await ensure(`faultline/${name}:v1`, again)).to.deep.equal(first);
    expect(again).to.deep.equal([]);
    const second = await ensure(`faultline/${name}:v2`);
    expect(await outputOf(second.id, { entrypoint: undefined })).to.equal('two');
    await writeSample({ 'say.js': 'console.log("changed")' });
    const changed = await ensure(`faultline/${name}:v1`);
    expect(changed.id).not.to.equal(first.id);
    expect(await outputOf(changed.id, { entrypoint: undefined })).to.equal('changed');
    await removeImage(first.id);
  });

  it('shares one build among those who ask at the same time', async () => {
    await writeSample({ Dockerfile: 'ARG BASE\nFROM ${BASE}\nRUN ["sleep", "0.2"]\n' });
    const lines: string[] = [];
    const [a, b, c] = await Promise.all([1, 2, 3].map(async () => ensure(`faultline/${name}:shared`, lines)));
    expect(a).to.deep.equal(b).and.to.deep.equal(c);
    expect(lines.filter((line) => line === `Building faultline/${name}:shared`)).to.have.length(1);
  });

  it('tells what is missing: a sample, a Dockerfile, a base in it, a step, an image of the registry', async () => {
    expect((await rejection(ensure('faultline/nosuch:v1'))).message).to.include("not one of faultline's sample images");
    await mkdir(path.join(root, 'empty'));
    expect((await rejection(ensure('faultline/empty:v1'))).message).to.include('There is no Dockerfile in');
    await writeSample({ Dockerfile: 'ARG BASE\nFROM ${BASE}\nRUN ["sh", "-c", "echo oh no; exit 7"]\n' });
    const failed = await rejection(ensure(`faultline/${name}:fails`));
    expect(failed.code).to.equal('ERR_IMAGE_MISSING');
    expect(failed.message).to.include('returned a non-zero code: 7').and.include('oh no');
    const missing = await rejection(engine.ensureImage('registry.invalid/nosuch:1', () => undefined));
    expect(missing.code).to.equal('ERR_IMAGE_MISSING');
    expect(missing.message)
      .to.include('registry.invalid/nosuch:1')
      .and.match(/no such host|lookup|connection refused/);
  });

  it('labels what a build leaves that fails, too, and names the line of the file that is wrong', async () => {
    const base = await engine.ensureImage('faultline/base', () => undefined);
    const context = path.join(root, 'fails');
    const labels = { [`io.faultline.test-${name}`]: 'yes, "$HOME" \\' };
    const request = { context, dockerfile: 'Dockerfile', args: { BASE: base.reference }, tag: `fails-${name}:1`, labels };
    await mkdir(context, { recursive: true });
    await writeFile(path.join(context, 'Dockerfile'), `ARG BASE\nFROM \${BASE}\nENV OF=${name}\nRUN exit 7\n`);
    expect((await rejection(engine.buildImage(request, () => undefined))).message).to.include('returned a non-zero code: 7');
    const left = await engine.listImages({ labels });
    expect(left).to.have.length(1);
    for (const { id } of left) await engine.removeImage(id);
    expect(await engine.listImages({ labels })).to.deep.equal([]);
    await writeFile(path.join(context, 'Dockerfile'), `ARG BASE\nFROM \${BASE}\nENV OF=${name}\nRUNN exit 7\n`);
    expect((await rejection(engine.buildImage(request, () => undefined))).message).to.match(/parse error (on )?line 4\b/);
  });

  it('finds an image that is on the engine by name and by id, without a registry', async () => {
    const base = await engine.ensureImage('faultline/base', () => undefined);
    const reference = `local-${name}:1`;
    tags.add(reference);
    await connection.ask('Tagging', async (docker): Promise<unknown> => docker.getImage(base.id).tag({ repo: `local-${name}`, tag: '1' }));
    expect(await engine.ensureImage(reference, () => undefined)).to.deep.equal({ id: base.id, reference });
    expect((await engine.ensureImage(base.id, () => undefined)).id).to.equal(base.id);
  });

  it('builds a context of a scenario: arguments, target, labels, executable files, without what is ignored', async () => {
    const base = await engine.ensureImage('faultline/base', () => undefined);
    const context = path.join(root, 'context');
    await mkdir(path.join(context, 'sub'), { recursive: true });
    const files = {
      'Dockerfile.dev':
        'ARG BASE\nFROM ${BASE} AS one\nARG WORD\nENV WORD=${WORD}\nCOPY . /app\nCMD ["/app/sub/run"]\nFROM ${BASE} AS two\nCMD ["false"]\n',
      '.dockerignore': '*.secret\n!kept.secret\n',
      'a.secret': 'x',
      'kept.secret': 'x',
      'sub/run': '#!/bin/sh\necho $WORD\nls /app\n',
    };
    for (const [file, text] of Object.entries(files)) await writeFile(path.join(context, file), text);
    await chmod(path.join(context, 'sub/run'), 0o755);
    const tag = `built-${name}:1`;
    tags.add(tag);
    const request = {
      context,
      dockerfile: 'Dockerfile.dev',
      args: { BASE: base.reference, WORD: 'hello' },
      target: 'one',
      tag,
      labels: { a: 'b' },
    };
    const built = await engine.buildImage(request, () => undefined);
    expect(built.reference).to.equal(tag);
    expect(await outputOf(tag, { entrypoint: undefined })).to.equal('hello\nDockerfile.dev\nkept.secret\nsub');
    const id = await containers.create({}, { image: tag });
    expect((await engine.inspectContainer(id))?.labels).to.include({ a: 'b' });
  });
});
