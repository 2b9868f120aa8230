const collator = new Intl.Collator(undefined, { numeric: true });

/** Makes the tables sortable: a button in each head that compares. A second press turns the order around. */
export function sortTables(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table.sortable')) {
    for (const head of table.querySelectorAll<HTMLTableCellElement>('th[data-sort]')) addButton(table, head);
  }
}

function addButton(table: HTMLTableElement, head: HTMLTableCellElement): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(...head.childNodes);
  button.addEventListener('click', () => {
    const down = head.getAttribute('aria-sort') === 'ascending';
    for (const other of table.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    sortRows(table, head, down);
  });
  head.append(button);
}

/** Equal rows keep their order; rows without a value come last either way. */
function sortRows(table: HTMLTableElement, { cellIndex, dataset }: HTMLTableCellElement, down: boolean): void {
  const valueOf = (row: HTMLTableRowElement) => row.cells[cellIndex]?.dataset['value'];
  const compare = dataset['sort'] === 'number' ? (left: string, right: string) => numeric(left) - numeric(right) || 0 : collator.compare;
  const body = table.tBodies[0];
  const rows = [...(body?.rows ?? [])].sort((left, right) => {
    const [one, other] = [valueOf(left), valueOf(right)];
    if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
    return down ? compare(other, one) : compare(one, other);
  });
  body?.append(...rows);
}

function numeric(text: string): number {
  return Math.min(Number(text), Number.MAX_VALUE);
}
