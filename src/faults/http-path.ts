import { quoteValue } from '../scenario/options/issue-text.ts';
import { textOption, OptionTextError } from '../scenario/options/text-option.ts';

/** Returns a schema for the path of an HTTP request, query included; it cannot leave the host it is sent to. */
export function httpPath() {
  return textOption(
    { expected: 'a path such as `/health`', description: 'A path, with its query.', examples: ['/health?status=false'] },
    (text) => {
      // `//host/` and `/\host/` are addresses of another host to a URL parser.
      if (!/^\/(?![/\\])/.test(text)) throw new OptionTextError(`${quoteValue(text)} is not a path`, 'start it with one `/`');
      return text;
    },
  );
}
