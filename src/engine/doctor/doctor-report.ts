/** One thing that faultline can, can partly, or cannot use here. */
export interface DoctorLine {
  readonly name: string;
  readonly status: 'ok' | 'limited' | 'missing';
  /** What was found. */
  readonly value: string;
  /** What it enables or prevents. */
  readonly means: string;
  /** How to get it, when it is not `ok`. */
  readonly fix?: string;
}

export interface DoctorReport {
  readonly schema: 1;
  /** Whether the engine answers. */
  readonly reachable: boolean;
  readonly lines: readonly DoctorLine[];
}
