import type { Session } from './session.ts';

const SUBJECT = Symbol.for('faultline.subject');

/** A container or service of a session, for whatever takes a subject. It stays the same one when its containers are replaced. */
export class Subject {
  readonly name: string;
  readonly session: Session;
  /** @internal */
  readonly [SUBJECT] = true;

  constructor(session: Session, name: string) {
    this.session = session;
    this.name = name;
  }

  toString(): string {
    return this.name;
  }

  /** A loader such as tsx may load this module twice, once for import and once for require: a subject of either is one. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && SUBJECT in value;
  }
}
