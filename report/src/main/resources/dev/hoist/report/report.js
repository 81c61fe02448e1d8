'use strict';
(() => {
  const form = document.querySelector('.filters');
  const said = form.querySelector('output');
  const rows = [...document.querySelectorAll('tr[data-key], li[data-key], article[data-key]')];
  const environments = [...document.querySelectorAll('.environment')];
  const fields = ['text', 'environment', 'group', 'owner', 'state'];

  const wanted = () => Object.fromEntries(fields.map((name) => [name, form.elements[name].value.trim()]));

  function apply() {
    const want = wanted();
    const text = want.text.toLowerCase();
    const shown = new Set();
    for (const row of rows) {
      const fits = (!text || row.dataset.key.toLowerCase().includes(text))
        && (!want.group || row.dataset.group === want.group)
        && (!want.owner || row.dataset.owner === want.owner)
        && (!want.state || row.dataset.state.split(' ').includes(want.state));
      row.hidden = !fits;
      if (fits) shown.add(row.dataset.key);
    }
    for (const place of environments) {
      place.hidden = Boolean(want.environment) && place.dataset.environment !== want.environment;
    }
    const filtered = fields.some((name) => want[name]);
    said.textContent = filtered ? shown.size + (shown.size === 1 ? ' flag' : ' flags') : '';
  }

  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(apply));

  function reveal() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (target && target.hidden) {
      form.reset();
      setTimeout(() => target.scrollIntoView());
    }
  }
  addEventListener('hashchange', reveal);
  reveal();

  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort ?? cell.querySelector('time')?.dateTime ?? cell.textContent.trim();
  };
  for (const table of document.querySelectorAll('table.sortable')) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const body = table.tBodies[0];
        const sorted = [...body.rows].sort((one, two) =>
          value(one, column).localeCompare(value(two, column), 'en', {numeric: true}));
        body.append(...(down ? sorted.reverse() : sorted));
      });
    });
  }
})();
