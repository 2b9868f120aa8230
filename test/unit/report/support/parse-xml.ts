export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const token = /<\?xml[^>]*\?>|<(\/?)([a-z-]+)((?:\s[a-z]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
/** XML 1.0 Char: https://www.w3.org/TR/xml/#charsets */
const allowed = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

/** Returns the root of a document in the little XML that faultline writes; throws when it is not well-formed. */
export function parseXml(xml: string): XmlElement {
  if (!allowed.test(xml)) throw new Error('a character that XML does not allow');
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  token.lastIndex = 0;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const match = token.exec(xml);
    if (match === null) throw new Error(`not well-formed at: ${xml.slice(at, at + 60)}`);
    const [, closes, name, attributes, empty, text] = match;
    const inner = open.at(-1)!;
    if (text !== undefined) inner.text += unescapeXml(text);
    else if (closes === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${String(name)}> closes nothing`);
    } else if (name !== undefined) {
      const element: XmlElement = { name, attributes: attributesOf(attributes ?? ''), children: [], text: '' };
      inner.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one closed root element');
  return root.children[0]!;
}

/** Returns every element of that name below. */
export function elements(from: XmlElement, name: string): XmlElement[] {
  return from.children.flatMap((child) => [...(child.name === name ? [child] : []), ...elements(child, name)]);
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, name, value]) => [name ?? '', unescapeXml(value ?? '')] as const),
  );
}

function unescapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(\w*);?/g, (entity, name: string) => {
    const character = entities[name];
    if (character === undefined || !entity.endsWith(';')) throw new Error(`unknown entity ${entity}`);
    return character;
  });
}
