import type { Session } from './session.ts';

/** A container or service of a session, for whatever takes a subject. It stays the same one when its containers are replaced. */
export class Subject {
  readonly name: string;
  readonly session: Session;

  constructor(session: Session, name: string) {
    this.session = session;
    this.name = name;
  }

  toString(): string {
    return this.name;
  }
}
