/** What is wrong with a `${…}`. */
export class InterpolationError extends Error {
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Interpolated {
  readonly text: string;
  /** Variables that are not set and have no default: they become nothing, as in Compose. */
  readonly unset: readonly string[];
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;
const LONGEST = 1024 * 1024;
const DEEPEST = 10;

/**
 * Returns the text with `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:?message}`, `${NAME?message}`, `${NAME:+other}`,
 * `${NAME+other}` replaced and `$$` made `$`. A `$` that begins none of them stays, because regular expressions end with it.
 * @throws InterpolationError
 * @see https://docs.docker.com/reference/compose-file/interpolation/
 */
export function interpolate(text: string, environment: Environment, depth = 0): Interpolated {
  if (depth > DEEPEST) throw new InterpolationError('defaults are nested too deeply', 'write a simpler default');
  const unset: string[] = [];
  let result = '';
  for (let at = 0; at < text.length;) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0) {
      result += text.slice(at);
      break;
    }
    result += text.slice(at, dollar);
    const replaced = replaceAt(text, dollar, environment, depth);
    result += replaced.text;
    unset.push(...replaced.unset);
    at = dollar + replaced.length;
    if (result.length > LONGEST) throw new InterpolationError('the value becomes too long', 'use shorter variables');
  }
  return { text: result, unset };
}

function replaceAt(text: string, dollar: number, environment: Environment, depth: number): Interpolated & { readonly length: number } {
  const rest = text.slice(dollar + 1, dollar + 257);
  if (rest.startsWith('$')) return { text: '$', unset: [], length: 2 };
  if (rest.startsWith('{')) {
    const inside = text.slice(dollar + 2, closingBrace(text, dollar + 2));
    return { ...readBraces(inside, environment, depth), length: inside.length + 3 };
  }
  const name = NAME.exec(rest)?.[0];
  if (name === undefined) return { text: '$', unset: [], length: 1 };
  const value = environment[name];
  return { text: value ?? '', unset: value === undefined ? [name] : [], length: name.length + 1 };
}

function closingBrace(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith('${', at)) open += 1;
    if (text[at] === '}') open -= 1;
    if (open === 0) return at;
  }
  throw new InterpolationError('`${` is not closed', 'add `}`, or write `$${` for the characters themselves');
}

function readBraces(inside: string, environment: Environment, depth: number): Interpolated {
  const name = NAME.exec(inside)?.[0];
  if (name === undefined)
    throw new InterpolationError(`\`\${${inside.slice(0, 40)}}\` names no variable`, 'write `${NAME}` or `${NAME:-default}`');
  const [, colon, operator, argument] = /^(:?)([-?+])([\s\S]*)$/.exec(inside.slice(name.length)) ?? [];
  const written = environment[name];
  if (operator === undefined || argument === undefined) {
    if (inside.length > name.length) {
      throw new InterpolationError(
        `\`\${${inside.slice(0, 40)}}\` is not understood`,
        'use `:-default`, `-default`, `:?message`, `?message`, `:+other` or `+other` after the name',
      );
    }
    return { text: written ?? '', unset: written === undefined ? [name] : [] };
  }
  const value = colon === ':' && written === '' ? undefined : written;
  if (operator === '+') return value === undefined ? { text: '', unset: [] } : interpolate(argument, environment, depth + 1);
  if (value !== undefined) return { text: value, unset: [] };
  if (operator === '-') return interpolate(argument, environment, depth + 1);
  const message = interpolate(argument, environment, depth + 1).text;
  throw new InterpolationError(`\`${name}\` is not set${message === '' ? '' : `: ${message}`}`, `set it: \`${name}=… faultline …\``);
}
