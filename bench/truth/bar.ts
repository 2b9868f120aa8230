/** One thing that faultline must do, and whether it did. */
export interface Bar {
  readonly name: string;
  readonly required: string;
  readonly measured: string;
  /** `undecided`: this machine was too busy to tell. */
  readonly result: 'met' | 'missed' | 'undecided';
}
