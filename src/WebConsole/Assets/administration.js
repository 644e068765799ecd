// Retention: all policies are sent back with one changed, and what a dry run has shown can be applied.
import { send, showProblem } from './api.js';

const Path = '/api/audit/retention';

function row(cells, tag = 'td') {
  const line = document.createElement('tr');
  cells.forEach((cell, i) => {
    const place = document.createElement(tag);
    if (i > 0 && i < 6) { place.className = 'number'; }
    place.textContent = cell;
    line.append(place);
  });
  return line;
}

export function startRetention(page) {
  const kept = page.querySelector('[data-policies]');
  if (!kept) { return; }
  const policies = JSON.parse(kept.dataset.policies);
  const save = (all, form) => send('PUT', Path, { policies: all }, { 'If-Match': `"${kept.dataset.revision}"` }).then((answer) => {
    if (answer.ok) { location.reload(); return; }
    // Which policy of the list is wrong says nothing here: there is one in the form.
    const errors = Object.fromEntries(Object.entries(answer.problem.errors).map(([field, messages]) => [field.includes('floor') ? 'floorNumber' : field.includes('ceiling') ? 'ceilingNumber' : 'class', messages]));
    showProblem(form, { ...answer.problem, errors });
  });

  const form = page.querySelector('[data-policy]');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    const [floor, ceiling] = ['floor', 'ceiling'].map((name) => {
      const number = form.elements[name + 'Number'].value;
      const unit = form.elements[name + 'Unit'].value;
      if (number === '') { return undefined; }
      return { [unit]: Number(number), ...(unit === 'endOfYearAfter' ? { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } : {}) };
    });
    const name = form.elements.class.value;
    save([...policies.filter((one) => one.class !== name), { class: name, floor, ceiling }], form);
  });
  for (const button of page.querySelectorAll('[data-remove-policy]')) {
    button.addEventListener('click', () => save(policies.filter((one) => one.class !== button.dataset.removePolicy), form));
  }

  const dry = page.querySelector('[data-dry-run]');
  dry?.addEventListener('click', async () => {
    const card = dry.closest('section');
    const result = card.querySelector('[data-dry-run-result]');
    const problem = card.querySelector('[data-problem]');
    dry.disabled = true;
    result.textContent = 'Counting ...';
    const answer = await send('POST', Path + '/dry-run', {});
    dry.disabled = false;
    result.textContent = '';
    problem.hidden = answer.ok;
    if (!answer.ok) { problem.textContent = answer.problem.title + ' ' + (answer.problem.detail ?? ''); return; }
    show(result, answer.body, problem);
  });
}

function show(result, found, problem) {
  const all = found.classes.reduce((sum, one) => sum + one.entries, 0);
  const words = document.createElement('p');
  words.textContent = all === 0 ? 'Nothing would be erased.' : `${all.toLocaleString('en')} entries would be erased.`;
  result.append(words);
  if (found.classes.length > 0) {
    const scroll = document.createElement('div');
    scroll.className = 'scroll';
    const table = document.createElement('table');
    table.className = 'list';
    const head = document.createElement('thead');
    head.append(row(['Entries about', 'Would go', 'Kept by a floor', 'Kept by holds', 'Not signed yet'], 'th'));
    const body = document.createElement('tbody');
    for (const one of found.classes) {
      body.append(row([one.resource[0] + one.resource.slice(1).replaceAll('_', ' ').toLowerCase(), ...[one.entries, one.keptByFloor, one.keptByHold, one.notYetProven].map((number) => number.toLocaleString('en'))]));
    }
    table.append(head, body);
    scroll.append(table);
    result.append(scroll);
  }
  if (all === 0 && found.failedAppends === 0) { return; }
  const apply = document.createElement('button');
  apply.type = 'button';
  apply.className = 'danger';
  apply.textContent = `Erase them for good`;
  apply.dataset.send = `POST ${Path}/apply`;
  apply.dataset.body = JSON.stringify({ token: found.token });
  apply.dataset.confirm = `${all.toLocaleString('en')} entries are erased. The log declares it first; their proofs stay, their content does not. Nobody can bring it back.`;
  apply.dataset.yes = 'Erase them';
  result.append(apply);
}
