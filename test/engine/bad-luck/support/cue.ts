import type { Target } from '../../../../src/targets/target.ts';
import type { Containers } from '../../../support/containers.ts';

/** A container whose end a scenario waits for: the test says when it goes on. */
export class Cue {
  /** A condition of the timeline. */
  static readonly given = '{ state: cue, is: exited, within: 60s }';
  readonly #containers: Containers;
  readonly #container: Target;

  private constructor(containers: Containers, container: Target) {
    this.#containers = containers;
    this.#container = container;
  }

  static async make(containers: Containers): Promise<Cue> {
    return new Cue(containers, await containers.run('faultline/signaltest:exec', { foreign: true }));
  }

  /** An entry of `attach:`. */
  get attached(): string {
    return `cue: { container: ${this.#container.name} }`;
  }

  async give(): Promise<void> {
    await this.#containers.engine.signalContainer(this.#container.id, 'SIGKILL');
  }
}
