export interface ConnectOptions {
  /** How long to wait for the first answer. */
  readonly timeoutMs?: number;
  /** How long the event stream tries to come back after a dropped connection. */
  readonly eventsGiveUpMs?: number;
  /** Directory of the sample images; by default the one that comes with faultline. */
  readonly imagesRoot?: string;
}
