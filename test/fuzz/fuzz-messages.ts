import type { ReaderName } from './readers.ts';

/** What the process that reads mutants is to do. */
export interface Order {
  readonly reader: ReaderName;
  readonly seed: string;
  readonly from: number;
  readonly until: number;
  readonly folder: string;
}

/** What it says: before each mutant, after each, and when something must not be. */
export type News =
  | { readonly kind: 'begin'; readonly index: number }
  | { readonly kind: 'done'; readonly index: number; readonly accepted: boolean; readonly tookMs: number; readonly problems: number }
  | { readonly kind: 'wrong'; readonly index: number; readonly what: string };
