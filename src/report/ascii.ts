const replacements: Readonly<Record<string, string>> = {
  '▁': '1',
  '▂': '2',
  '▃': '3',
  '▄': '4',
  '▅': '5',
  '▆': '6',
  '▇': '#',
  '✗': 'x',
  '✓': '+',
  '━': '-',
  '┅': '~',
  '─': '-',
  '═': '=',
  '├': '|',
  '↑': '^',
  '·': '.',
  '→': '>',
  '»': '>',
  '«': '<',
  '–': '-',
  '−': '-',
  '…': '~',
  '÷': '/',
  '±': '+-',
};
const drawn = new RegExp(`[${Object.keys(replacements).join('')}]`, 'gu');

/** Returns the text with the characters that faultline draws with replaced by ASCII ones; what users wrote stays as it is. */
export function asciiDrawing(text: string): string {
  return text.replace(drawn, (character) => replacements[character] ?? character);
}
