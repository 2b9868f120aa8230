/** Where the files of a run are, as the readers of its reports know them: from the root of the repository, when they are in one. */
export interface Place {
  /** The run's directory. */
  readonly directory: string;
  /** Names of the report files in it. */
  readonly files: readonly string[];
  /** The scenario file; empty for a measurement without a scenario. */
  readonly scenario: string;
}
