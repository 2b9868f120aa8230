/** Makes the search field and the buttons for the verdicts hide rows, and says how many are left. */
export function filterRows(): void {
  const search = document.querySelector<HTMLInputElement>('#search');
  const shown = document.getElementById('shown');
  if (search === null || shown === null) return;
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-show]')];
  const rows = [...document.querySelectorAll<HTMLTableRowElement>('tr[data-verdict]')].map((row) => ({
    row,
    text: row.innerText.toLowerCase(),
  }));
  const update = () => {
    const verdict = buttons.find((button) => button.ariaPressed === 'true')?.dataset['show'] ?? '';
    const words = search.value.toLowerCase().split(/\s+/);
    let n = 0;
    for (const { row, text } of rows) {
      row.hidden = !((verdict === '' || row.dataset['verdict'] === verdict) && words.every((word) => text.includes(word)));
      if (!row.hidden) n += 1;
    }
    shown.textContent = n === rows.length ? '' : `${n} of ${rows.length} runs shown`;
  };
  for (const button of buttons) {
    button.addEventListener('click', () => {
      for (const other of buttons) other.ariaPressed = String(other === button);
      update();
    });
  }
  search.addEventListener('input', update);
}
