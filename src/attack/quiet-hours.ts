import { FaultlineError } from '../errors/faultline-error.ts';

/** Hours of the day in which nothing is done, in minutes from midnight; `until` may be on the next day. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly untilMinute: number;
  readonly text: string;
}

const HOURS = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * Returns the hours of a text such as `22:00-06:00`.
 * @throws FaultlineError ERR_USAGE
 */
export function parseQuietHours(text: string): QuietHours {
  const [, fromHour, fromMinute, untilHour, untilMinute] = HOURS.exec(text) ?? [];
  if (fromHour === undefined) {
    throw new FaultlineError('ERR_USAGE', `--quiet-hours: \`${text}\` is not a part of the day.`, {
      hint: 'Write two times of this machine, such as 22:00-06:00.',
    });
  }
  return {
    fromMinute: Number(fromHour) * 60 + Number(fromMinute),
    untilMinute: Number(untilHour) * 60 + Number(untilMinute),
    text,
  };
}

/** Returns whether a minute of the day lies within the hours. Pure. */
export function isQuiet({ fromMinute, untilMinute }: QuietHours, minute: number): boolean {
  return fromMinute <= untilMinute ? minute >= fromMinute && minute < untilMinute : minute >= fromMinute || minute < untilMinute;
}
