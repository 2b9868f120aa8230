/** What kind of news a line is; decides its colour and nothing else. */
export type Tone = 'plain' | 'quiet' | 'heading' | 'fault' | 'bad' | 'good' | 'warning';

/** One line about something that happened. */
export interface EventLine {
  /** When it happened, ms since run start. */
  readonly atMs: number;
  /** Safe to print: hidden characters are visible. */
  readonly text: string;
  readonly tone: Tone;
}
