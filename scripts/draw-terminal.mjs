// Draws what a terminal showed as an SVG picture. Reads text with colour codes from stdin, writes the picture to stdout:
//   script -qec 'npx faultline report reports/latest' /dev/null | node scripts/draw-terminal.mjs > docs/images/verdict.svg
import { text } from 'node:stream/consumers';

const CELL = { width: 8.4, height: 19, font: 14 };
const MARGIN = 16;
const ESCAPE = '\u001b';
const CODES = new RegExp(`(${ESCAPE}\\[[\\d;]*m)`);
const colours = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 34: '#79c0ff', 35: '#d2a8ff', 36: '#76e3ea', 90: '#8b949e' };
const plain = { fill: '#e6edf3', bold: false, dim: false };

const written = await text(process.stdin);
const lines = written.replaceAll('\r', '').trimEnd().split('\n').map(segmentsOf);
process.stdout.write(picture(lines));

/** Returns the parts of a line that look alike, each with the column where it begins. */
function segmentsOf(line) {
  const segments = [];
  let style = plain;
  let column = 0;
  for (const part of line.split(CODES)) {
    if (part.startsWith(ESCAPE)) {
      for (const code of part.slice(2, -1).split(';')) style = styled(style, Number(code));
    } else if (part !== '') {
      const length = [...part].length;
      if (part.trim() !== '') segments.push({ text: part, column, length, style });
      column += length;
    }
  }
  return segments;
}

function styled(style, code) {
  if (code === 0) return plain;
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 39) return { ...style, fill: plain.fill };
  return code in colours ? { ...style, fill: colours[code] } : style;
}

function picture(lines) {
  const columns = Math.max(...lines.flat().map(({ column, length }) => column + length));
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN);
  const height = lines.length * CELL.height + 2 * MARGIN;
  const rows = lines.flatMap((segments, row) => segments.map((segment) => drawn(segment, row)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${CELL.font}" xml:space="preserve">
${rows.join('\n')}
</g>
</svg>
`;
}

/** Fixes the length of each part, so that columns stay in line whatever font the reader has. */
function drawn({ text: content, column, length, style }, row) {
  const x = (MARGIN + column * CELL.width).toFixed(1);
  const y = MARGIN + row * CELL.height + CELL.font;
  const attributes = [
    `x="${x}" y="${y}" fill="${style.fill}" textLength="${(length * CELL.width).toFixed(1)}" lengthAdjust="spacingAndGlyphs"`,
    ...(style.bold ? ['font-weight="bold"'] : []),
    ...(style.dim ? ['opacity="0.6"'] : []),
  ];
  return `<text ${attributes.join(' ')}>${escaped(content)}</text>`;
}

function escaped(content) {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
