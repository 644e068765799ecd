// What changes something, by attributes alone. A form or a button with data-send="METHOD /api/..." asks the API; further attributes say how:
//   data-confirm="question"   asked before; data-ask="field|label" asks for a text besides, which is sent under that name
//   data-if-match="tag"       the version that is changed
//   data-when="field=value"   on a part of the form: only there, and only sent, while that field has that value
//   data-object="name"        an object of that name is sent even when none of its fields is filled in
//   data-then="reload" (usual), "go /path", or "show": fills [data-field] of [data-result] from the answer and shows it instead of the form
//   data-done="words"         said when it worked; with data-told="field" what the answer has there is said instead, if it has
// A button with data-open="id" opens that dialog; [data-close] closes the one that it is in. A section with data-piece="/path" is fetched anew
// every data-every milliseconds; without that, every second while it has data-busy.
import { send, showProblem } from './api.js';
import { ask } from './ask.js';
import { piece, say } from './console.js';

const Usual = 1000;

/** A form's fields as JSON: a.b is nested, numbers and times are such, what is empty is left out, data-list makes a list. */
export function bodyOf(form) {
  const body = form.dataset.object ? { [form.dataset.object]: {} } : {};
  const put = (name, value) => {
    const steps = name.split('.');
    const last = steps.pop();
    const at = steps.reduce((object, step) => (object[step] ??= {}), body);
    at[last] = value;
  };
  for (const field of form.elements) {
    if (!field.name || field.disabled || field.closest('[hidden]')) { continue; }
    if (field.type === 'checkbox') {
      if ('list' in field.dataset) { put(field.name, [...form.querySelectorAll(`[name="${field.name}"]:checked`)].map((one) => one.value)); }
      else { put(field.name, field.checked); }
    } else if (field.type === 'radio') {
      if (field.checked) { put(field.name, field.value); }
    } else if ('list' in field.dataset) {
      put(field.name, field.value.split(/[\n,]/).map((one) => one.trim()).filter(Boolean));
    } else if (field.value.trim() !== '') {
      const isNumber = field.type === 'number' || 'number' in field.dataset;
      put(field.name, isNumber ? Number(field.value) : field.type === 'datetime-local' ? new Date(field.value).toISOString() : field.value.trim());
    }
  }
  return body;
}

/** What is asked before, if anything. */
function confirmed(source) {
  const { confirm, ask: wanted, yes } = source.dataset;
  if (!confirm) { return Promise.resolve({}); }
  const [name, label] = wanted?.split('|') ?? [];
  return ask({ text: confirm, yes: yes ?? (source.textContent.trim() || 'Yes'), danger: source.classList.contains('danger'), field: name ? { name, label } : undefined });
}

function fill(result, body) {
  for (const place of result.querySelectorAll('[data-field]')) {
    place.textContent = place.dataset.field.split('.').reduce((at, step) => at?.[step], body) ?? '';
  }
  result.hidden = false;
  result.querySelector('button, a, [tabindex]')?.focus();
}

async function change(source, body) {
  const more = await confirmed(source);
  if (!more) { return; }
  const [method, address] = source.dataset.send.split(' ');
  const button = source.matches('form') ? source.querySelector('button:not([type="button"])') : source;
  button.disabled = true;
  const given = { ...body, ...(source.dataset.body ? JSON.parse(source.dataset.body) : {}), ...more };
  const isEmpty = Object.keys(given).length === 0;
  const answer = await send(method, address, isEmpty && !source.matches('form') ? undefined : given, source.dataset.ifMatch ? { 'If-Match': source.dataset.ifMatch } : {});
  button.disabled = false;
  if (source.matches('form')) { showProblem(source, answer.ok ? null : answer.problem); }
  if (!answer.ok) {
    if (!source.matches('form')) { say([answer.problem.title, answer.problem.detail, ...Object.values(answer.problem.errors).flat()].filter(Boolean).join(' ')); }
    return;
  }
  const then = source.dataset.then ?? 'reload';
  const result = then === 'show' ? source.parentElement.querySelector('[data-result]') : null;
  const words = (source.dataset.told && answer.body?.[source.dataset.told]) || source.dataset.done;
  if (words) { say(words); }
  if (result) {
    if (source.matches('form')) { source.hidden = true; }
    fill(result, answer.body);
  } else if (then === 'stay') {
    source.closest('dialog')?.close();
  } else if (then.startsWith('go ')) {
    location.assign(then.slice(3));
  } else {
    location.reload();
  }
}

document.addEventListener('submit', (event) => {
  if (!event.target.matches('form[data-send]')) { return; }
  event.preventDefault();
  change(event.target, bodyOf(event.target));
});

document.addEventListener('change', (event) => {
  for (const part of event.target.form?.querySelectorAll('[data-when]') ?? []) {
    const [name, value] = part.dataset.when.split('=');
    if (event.target.name === name) { part.hidden = event.target.value !== value; }
  }
});

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) { return; }
  if (button.dataset.send) { change(button, {}); }
  if (button.dataset.open) { document.getElementById(button.dataset.open).showModal(); }
  if ('close' in button.dataset) {
    const dialog = button.closest('dialog');
    // What was shown once stays nowhere.
    if (dialog.querySelector('[data-result]:not([hidden])')) { location.reload(); } else { dialog.close(); }
  }
  if (button.dataset.copy) {
    navigator.clipboard?.writeText(button.parentElement.querySelector(button.dataset.copy).textContent).then(() => say('Copied'));
  }
});

/** Not under somebody's hands: an open dialog, a menu, a field with the cursor in it. */
const inUse = (section) => document.querySelector('dialog[open]') || section.querySelector('details.menu[open]') || (section.contains(document.activeElement) && document.activeElement.matches('input, textarea, select'));

async function renew(section) {
  const pause = Number(section.dataset.every ?? Usual);
  await new Promise((resolve) => setTimeout(resolve, pause));
  if (!section.isConnected) { return; }
  let next = section;
  if (!document.hidden && !inUse(section)) {
    try {
      const fresh = (await piece(section.dataset.piece)).firstElementChild;
      if (fresh && !inUse(section)) {
        const focused = section.contains(document.activeElement) ? document.activeElement.id : '';
        section.replaceWith(fresh);
        next = fresh;
        if (focused) { document.getElementById(focused)?.focus(); }
      }
    } catch { /* It is tried again. */ }
  }
  if (next.dataset.every || 'busy' in next.dataset) { renew(next); }
}

for (const section of document.querySelectorAll('[data-piece]')) {
  if (section.dataset.every || 'busy' in section.dataset) { renew(section); }
}
