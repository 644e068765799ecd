// What the pages do beyond being read. Without it they are whole pages that links and forms lead through.
import { startRetention } from './administration.js';
import './deliveries.js';
import './forms.js';
import { startLog } from './log.js';
import { suggestNames } from './names.js';
import { startRoving } from './overview.js';
import { startQuestion } from './question.js';
import { startRules } from './rules.js';

const root = document.documentElement;
const said = document.getElementById('said');

/** Says something in passing. */
export function say(text) {
  said.textContent = text;
  setTimeout(() => { if (said.textContent === text) { said.textContent = ''; } }, 4000 + 60 * text.length);
}

/** Gets a piece of a page. Whoever is not signed in any more is sent to where that is done. */
export async function piece(address) {
  const answer = await fetch(address, { headers: { Accept: 'text/html' }, redirect: 'manual' });
  if (answer.type === 'opaqueredirect' || answer.status === 401) {
    location.assign('/sign-in?return=' + encodeURIComponent(location.pathname + location.search));
    throw new Error('not signed in');
  }
  if (!answer.ok) { throw new Error('status ' + answer.status); }
  const template = document.createElement('template');
  template.innerHTML = await answer.text();
  return template.content;
}

function keep(name, value) {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=strict${location.protocol === 'https:' ? '; secure' : ''}`;
}

// Times are shown in the zone of whoever looks. The first page of all does not know it yet.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.split('; ').includes('auditor-zone=' + encodeURIComponent(zone))) {
  keep('auditor-zone', zone);
  if (zone !== root.dataset.zone) { location.reload(); }
}

// On a narrow screen the pages are a strip that is scrolled sideways.
document.querySelector('.bar nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

// The zones are those that the browser knows; the address is what it is by now.
const zoneForm = document.querySelector('[data-zone-form]');
const back = () => location.pathname + location.search;
zoneForm?.addEventListener('formdata', (event) => { event.formData.set('back', back()); });
zoneForm?.closest('details').addEventListener('toggle', () => {
  const choice = zoneForm.querySelector('select');
  if (choice.options.length || !Intl.supportedValuesOf) { return; }
  const shown = root.dataset.zone;
  const known = Intl.supportedValuesOf('timeZone');
  choice.append(...(known.includes(shown) ? known : [shown, ...known]).map((name) => new Option(name, name, false, name === shown)));
  choice.addEventListener('change', () => location.assign('/zone?' + new URLSearchParams({ zone: choice.value, back: back() })));
  zoneForm.querySelector('[data-zones]').hidden = false;
  choice.focus();
});

document.querySelector('[data-theme-switch]')?.addEventListener('click', () => {
  const dark = getComputedStyle(root).colorScheme === 'dark';
  root.dataset.theme = dark ? 'light' : 'dark';
  keep('auditor-theme', root.dataset.theme);
});

document.querySelector('[data-sign-out]')?.addEventListener('click', async () => {
  await fetch('/api/access/sign-out', { method: 'POST' });
  location.assign('/sign-in');
});

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-reload]')) { location.reload(); }
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) { menu.open = false; }
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') { document.querySelectorAll('details.menu[open]').forEach((menu) => { menu.open = false; }); }
});

const log = document.querySelector('.log');
if (log) { startLog(log); }
const retention = document.querySelector('[data-retention]');
if (retention) { startRetention(retention); }
suggestNames();
startRoving();
const question = document.querySelector('.question');
if (question) { startQuestion(question); }
startRules();

// From here on buttons do what they say; before, a click would be lost, and the style sheet lets none through.
root.dataset.ready = '';
