import type { BuildImage, ImageInfo } from '../engine.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { ensureBaseImage } from './base-image.ts';
import { baseReferences } from './base-references.ts';
import { readBuildContext } from './build-context.ts';
import { buildImage } from './build-image.ts';
import { inspectImage } from './inspect-image.ts';
import { ensurePackagedImage } from './packaged-image.ts';
import { packagedPrograms } from './packaged-programs.ts';
import { pullImage } from './pull-image.ts';
import { ensureSampleImage, parseSampleReference } from './sample-image.ts';

type OnProgress = (line: string) => void;

/** The images of one engine. Whoever asks for one that is being made already waits for the same work. */
export class EngineImages {
  readonly #connection: EngineConnection;
  readonly #imagesRoot: string;
  readonly #underWay = new Map<string, Promise<ImageInfo>>();

  constructor(connection: EngineConnection, imagesRoot: string) {
    this.#connection = connection;
    this.#imagesRoot = imagesRoot;
  }

  async ensure(reference: string, onProgress: OnProgress): Promise<ImageInfo> {
    return this.#once(reference, async () => {
      const sample = parseSampleReference(reference);
      if (sample === undefined) return this.#presentOrPulled(reference, onProgress);
      const base = await this.base(onProgress);
      if (sample.name === 'base') return this.#tagged(base, sample.tag);
      const recipe = packagedPrograms[sample.name];
      if (recipe !== undefined) return ensurePackagedImage(this.#connection, recipe, sample, base, onProgress);
      return ensureSampleImage(this.#connection, this.#imagesRoot, sample, base, onProgress);
    });
  }

  /** Builds an image; those of faultline's own that it is built on are brought first. */
  async build(request: BuildImage, onProgress: OnProgress): Promise<ImageInfo> {
    const files = await readBuildContext(request.context, request.dockerfile);
    const dockerfile = files.find(({ name }) => name === request.dockerfile)?.content;
    if (dockerfile?.kind === 'file') {
      const bases = baseReferences(dockerfile.data.toString(), request.args);
      for (const base of bases) if (parseSampleReference(base) !== undefined) await this.ensure(base, onProgress);
    }
    return buildImage(this.#connection, request, onProgress, files);
  }

  /** Returns an image with Node and a shell. */
  async base(onProgress: OnProgress): Promise<ImageInfo> {
    return this.#once('', async () => ensureBaseImage(this.#connection, onProgress));
  }

  /** The name that was asked for has to work in a `FROM` and at a create too. */
  async #tagged(base: ImageInfo, tag: string): Promise<ImageInfo> {
    const reference = `faultline/base:${tag}`;
    if ((await inspectImage(this.#connection, reference))?.id !== base.id) {
      await this.#connection.ask(`Tagging ${reference}`, async (docker): Promise<unknown> =>
        docker.getImage(base.id).tag({ repo: 'faultline/base', tag }),
      );
    }
    return { id: base.id, reference };
  }

  async #presentOrPulled(reference: string, onProgress: OnProgress): Promise<ImageInfo> {
    const present = await inspectImage(this.#connection, reference);
    return present === undefined ? pullImage(this.#connection, reference, onProgress) : { id: present.id, reference };
  }

  async #once(key: string, make: () => Promise<ImageInfo>): Promise<ImageInfo> {
    const existing = this.#underWay.get(key);
    if (existing !== undefined) return existing;
    const making = make().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, making);
    return making;
  }
}
