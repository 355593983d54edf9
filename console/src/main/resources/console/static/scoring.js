// The grid of sheets, made quicker and safer: the page does the same without this file. Moves between cells by arrow
// keys, checks and adds up what is typed, and keeps it on this machine until the service has it.
(() => {
  'use strict';
  const form = document.getElementById('grid');
  const told = document.getElementById('kept');
  const cells = form ? [...form.querySelectorAll('input[type=text], textarea')] : [];
  if (!form || !told || cells.length === 0) return;

  const comma = document.documentElement.lang === 'vi' ? ',' : '.';
  // PEER/DD/mark/I.1 is the cell mark/I.1 of the sheet PEER/DD.
  const sheetOf = cell => cell.name.split('/').slice(0, 2).join('/');
  const rowOf = cell => cell.name.split('/').slice(2).join('/');
  const sheets = [...new Set(cells.map(sheetOf))];
  const inSheet = sheet => cells.filter(cell => sheetOf(cell) === sheet);
  const revision = sheet => form.elements[sheet + '/revision'];

  // Hundredths; null for what is no number of points.
  const points = text => {
    const typed = /^([-−]?)([0-9]{1,6})(?:[.,]([0-9]{1,2}))?$/.exec(text.trim());
    return typed && (typed[1] ? -1 : 1) * Number(typed[2] + ((typed[3] || '') + '00').slice(0, 2));
  };
  const written = hundredths => (hundredths < 0 ? '−' : '') + Math.floor(Math.abs(hundredths) / 100) + comma
    + String(Math.abs(hundredths) % 100).padStart(2, '0');
  const stands = cell => cell.dataset.stands ?? '';
  const same = (cell, text) => text.trim() === stands(cell).trim()
    || 'max' in cell.dataset && points(text) !== null && points(text) === points(stands(cell));

  /* As typed */

  const fits = cell => {
    if (cell.value.trim() === '') return true;
    const value = points(cell.value);
    const size = Number(cell.dataset.sign) < 0 && value !== null ? Math.abs(value) : value;
    return size !== null && size >= 0 && size <= Number(cell.dataset.max) && size % Number(cell.dataset.step) === 0;
  };

  const check = cell => {
    const why = document.getElementById('why-' + cell.name);
    const fine = !('max' in cell.dataset) || fits(cell);
    if (fine) cell.removeAttribute('aria-invalid');
    else cell.setAttribute('aria-invalid', 'true');
    if (why) why.textContent = fine ? '' : document.getElementById('hint-' + rowOf(cell)).textContent;
  };

  const add = sheet => {
    const sums = new Map();
    let open = 0;
    for (const cell of inSheet(sheet).filter(cell => 'max' in cell.dataset)) {
      const value = points(cell.value);
      const group = cell.dataset.group;
      if (group && value === null) open++;
      const counts = Number(cell.dataset.sign) < 0 ? -Math.abs(value ?? 0) : value ?? 0;
      for (const sum of group ? [sheet, sheet + '/' + group] : [sheet]) sums.set(sum, (sums.get(sum) ?? 0) + counts);
    }
    for (const [sum, value] of sums) {
      const output = form.querySelector(`[data-sum="${CSS.escape(sum)}"]`);
      if (output) output.textContent = written(value);
    }
    const left = form.querySelector(`[data-open="${CSS.escape(sheet)}"]`);
    if (left) {
      left.hidden = open === 0;
      left.firstElementChild.textContent = open;
    }
  };

  /* Kept on this machine: by sheet, the revision that was on the screen and what differs from it */

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(form.dataset.keep)) ?? {};
    } catch {
      return {};
    }
  };
  const write = kept => {
    try {
      if (Object.keys(kept).length === 0) localStorage.removeItem(form.dataset.keep);
      else localStorage.setItem(form.dataset.keep, JSON.stringify(kept));
      return true;
    } catch {
      return false;
    }
  };
  const tell = text => {
    if (told.textContent !== text) told.textContent = text;
  };

  const keep = cell => {
    const kept = read();
    const sheet = sheetOf(cell);
    const entry = kept[sheet] ?? {revision: revision(sheet).value, cells: {}};
    if (same(cell, cell.value)) delete entry.cells[rowOf(cell)];
    else entry.cells[rowOf(cell)] = cell.value;
    if (Object.keys(entry.cells).length === 0) delete kept[sheet];
    else kept[sheet] = entry;
    tell(write(kept) ? form.dataset.kept : form.dataset.notKept);
  };

  const restore = () => {
    const kept = read();
    delete kept[form.dataset.settled];
    let restored = false;
    for (const sheet of Object.keys(kept)) {
      const entry = kept[sheet];
      // A sheet that is no longer there to be filled in keeps what was typed until it is.
      if (!sheets.includes(sheet)) continue;
      for (const cell of inSheet(sheet)) {
        const text = entry.cells[rowOf(cell)];
        if (text === undefined) continue;
        if (same(cell, text)) {
          delete entry.cells[rowOf(cell)];
        } else if (cell.value !== text) {
          cell.value = text;
          restored = true;
        }
      }
      if (Object.keys(entry.cells).length === 0) delete kept[sheet];
      // After a conflict the page shows both and asks again; before it, the old revision must come to be refused.
      else if ('overtaken' in revision(sheet).dataset) entry.revision = revision(sheet).value;
      else revision(sheet).value = entry.revision;
    }
    write(kept);
    if (restored) tell(form.dataset.restored);
  };

  /* By keyboard */

  const beside = (cell, step) => {
    const row = cells.filter(other => rowOf(other) === rowOf(cell));
    return row[row.indexOf(cell) + step];
  };
  const below = (cell, step) => {
    const column = inSheet(sheetOf(cell));
    return column[column.indexOf(cell) + step];
  };
  const go = (event, cell) => {
    if (!cell) return;
    event.preventDefault();
    cell.focus();
    cell.select();
  };

  form.addEventListener('keydown', event => {
    const cell = event.target;
    if (!cells.includes(cell) || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const all = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
    const atStart = all || cell.selectionStart === 0 && cell.selectionEnd === 0;
    const atEnd = all || cell.selectionStart === cell.value.length;
    const text = cell.tagName === 'TEXTAREA';
    if (event.shiftKey && event.key !== 'Enter') return;
    switch (event.key) {
      case 'ArrowDown': if (!text || atEnd) go(event, below(cell, 1)); break;
      case 'ArrowUp': if (!text || atStart) go(event, below(cell, -1)); break;
      case 'ArrowLeft': if (atStart) go(event, beside(cell, -1)); break;
      case 'ArrowRight': if (atEnd) go(event, beside(cell, 1)); break;
      case 'Enter':
        if (text) break;
        event.preventDefault();
        go(event, below(cell, event.shiftKey ? -1 : 1));
        break;
      default:
    }
  });

  form.addEventListener('input', event => {
    const cell = event.target;
    if (!cells.includes(cell)) return;
    check(cell);
    add(sheetOf(cell));
    keep(cell);
  });

  restore();
  // What the service has said of a cell stays until the cell is changed.
  cells.filter(cell => !cell.hasAttribute('aria-invalid')).forEach(check);
  sheets.forEach(add);
})();
