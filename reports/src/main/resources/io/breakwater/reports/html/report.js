'use strict';
for (const section of document.querySelectorAll('[data-list]')) {
  const body = section.querySelector('tbody');
  const rows = Array.from(body.rows);
  const search = section.querySelector('input[type=search]');
  const boxes = Array.from(section.querySelectorAll('input[type=checkbox]'));
  const shown = section.querySelector('[data-shown]');
  const texts = rows.map((row) => (row.textContent + ' ' + (row.dataset.find || '')).toLowerCase());
  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const statuses = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    let count = 0;
    rows.forEach((row, index) => {
      const fits = (boxes.length === 0 || statuses.has(row.dataset.status)) && words.every((word) => texts[index].includes(word));
      row.hidden = !fits;
      count += fits ? 1 : 0;
    });
    shown.textContent = count + ' of ' + rows.length;
  };
  search.addEventListener('input', apply);
  boxes.forEach((box) => box.addEventListener('change', apply));
  section.querySelectorAll('th button').forEach((button) => {
    button.addEventListener('click', () => {
      const head = button.parentElement;
      const column = head.cellIndex;
      const down = head.getAttribute('aria-sort') === 'ascending';
      for (const other of head.parentElement.cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const key = (row) => row.cells[column].dataset.key || row.cells[column].textContent;
      const sorted = rows.map((row) => [key(row), row]);
      sorted.sort((a, b) => a[0].localeCompare(b[0], undefined, { numeric: true }));
      if (down) sorted.reverse();
      body.append(...sorted.map((pair) => pair[1]));
    });
  });
  apply();
}
document.addEventListener('keydown', (event) => {
  const search = document.querySelector('input[type=search]');
  if (event.key === '/' && search && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
    event.preventDefault();
    search.focus();
  }
});
for (const button of document.querySelectorAll('.command button')) {
  button.addEventListener('click', async () => {
    const pre = button.parentElement.querySelector('pre');
    let done = false;
    try {
      await navigator.clipboard.writeText(pre.textContent);
      done = true;
    } catch (e) {
      const range = document.createRange();
      range.selectNodeContents(pre);
      const selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      done = document.execCommand('copy');
    }
    button.textContent = done ? 'Copied' : 'Press Ctrl+C';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
}
