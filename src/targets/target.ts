/** One container that a fault hits. */
export interface Target {
  readonly subject: string;
  /** As the history names it: `web.1`, or an attached container's own name. */
  readonly name: string;
  /** Engine id; '' for a `start: manual` container that does not exist yet. */
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  /** True for a container that was there before the run: it is put back as it was found, and never removed. */
  readonly attached?: boolean;
}
