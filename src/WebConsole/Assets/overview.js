// The arrows go from cell to cell of a table of links, which would be too many stops for the tab key.

const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function startRoving() {
  for (const table of document.querySelectorAll('table[data-roving]')) {
    const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll('td')].map((cell) => cell.querySelector('a')));
    const first = rows.flat().find(Boolean);
    if (first) { first.tabIndex = 0; }
    table.addEventListener('keydown', (event) => {
      const step = steps[event.key];
      const y = rows.findIndex((row) => row.includes(event.target));
      if (!step || y < 0) { return; }
      event.preventDefault();
      let [column, row] = [rows[y].indexOf(event.target), y];
      do {
        column += step[0];
        row += step[1];
        if (!rows[row] || column < 0 || column >= rows[row].length) { return; }
      } while (!rows[row][column]);
      event.target.tabIndex = -1;
      rows[row][column].tabIndex = 0;
      rows[row][column].focus();
    });
  }
}
