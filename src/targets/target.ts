/** One container that a fault hits. */
export interface Target {
  readonly subject: string;
  /** As the history names it: `web.1`, or an attached container's own name. */
  readonly name: string;
  /** Engine id; '' for a `start: manual` container that does not exist yet. */
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
}
