// Trying a draft on the past: starts it, looks how far it is, and finds it again when one comes back to the page.
import { piece } from './console.js';
import { send, showProblem } from './api.js';

const everySecond = 1000;
const day = 24 * 60 * 60 * 1000;

// By the page: each rule has its own, and so has the one that is being made.
const key = 'auditor.back-test' + location.pathname;

/** The draft has become a rule, and the next draft is another. */
export const forgetBackTest = () => sessionStorage.removeItem(key);

export function startBackTest(card, draft) {
  const form = card?.querySelector('[data-period]');
  if (!form) { return; }
  const place = card.querySelector('[data-result]');
  let current;
  let started = false;

  form.elements.range.addEventListener('change', () => { card.querySelector('.custom').hidden = form.elements.range.value !== 'custom'; });
  form.addEventListener('submit', (event) => { event.preventDefault(); start(); });
  draft.onChange(compare);
  place.addEventListener('click', async (event) => {
    const take = event.target.closest('[data-take-draft]');
    if (take) { draft.use(JSON.parse(take.dataset.takeDraft)); compare(); }
    if (event.target.closest('[data-cancel-test]') && current) {
      await send('DELETE', '/api/audit/back-tests/' + current);
      await look(current);
    }
  });

  const asked = new URLSearchParams(location.search).get('test');
  const there = asked ?? sessionStorage.getItem(key);
  if (there) { look(there, !asked); }

  function period() {
    const now = Date.now();
    const days = Number(form.elements.range.value);
    if (days) { return { from: new Date(now - days * day).toISOString(), to: new Date(now).toISOString() }; }
    const read = (name) => { const at = new Date(form.elements[name].value); return Number.isNaN(at.getTime()) ? '' : at.toISOString(); };
    return { from: read('from') || undefined, to: read('to') || undefined };
  }

  async function start() {
    const button = form.querySelector('button');
    const tenant = form.elements.tenant.value.trim();
    button.disabled = true;
    const answer = await send('POST', '/api/audit/back-tests', {
      rule: draft.read(), ...period(), zone: document.documentElement.dataset.zone, ...(tenant ? { tenant } : {}),
    });
    button.disabled = false;
    showProblem(form, null);
    if (!answer.ok) { refuse(answer.problem); return; }
    remember(answer.body.id);
    started = true;
    await look(answer.body.id);
  }

  /** The period's mistakes stand at the period, the rule's at the rule. */
  function refuse(problem) {
    const own = Object.entries(problem.errors).filter(([name]) => ['from', 'to', 'tenant', 'zone'].includes(name));
    const rest = Object.entries(problem.errors).filter(([name]) => !['from', 'to', 'tenant', 'zone'].includes(name));
    if (rest.length) { draft.refuse({ ...problem, errors: Object.fromEntries(rest) }); }
    showProblem(form, own.length ? { ...problem, errors: Object.fromEntries(own) }
      : { title: rest.length ? 'The draft has mistakes' : problem.title, detail: rest.length ? 'They are marked in the form.' : problem.detail, errors: {} }, { focus: !rest.length });
  }

  function remember(id) {
    current = id;
    sessionStorage.setItem(key, id);
    const address = new URL(location.href);
    address.searchParams.set('test', id);
    history.replaceState(null, '', address);
  }

  /** One that nobody asked for by the address, and that is forgotten by now, is not spoken of. */
  async function look(id, quietly = false) {
    current = id;
    let shown;
    try {
      shown = await piece('/rules/back-test/' + id);
    } catch {
      place.querySelector('label')?.append(' (not reachable, trying again)');
      setTimeout(() => { if (current === id) { look(id); } }, 5 * everySecond);
      return;
    }
    if (current !== id) { return; }
    const ended = shown.querySelector('[data-test-ended]');
    const gone = !shown.querySelector('[data-test]');
    if (gone) { forgetBackTest(); }
    if (gone && quietly) { return; }
    replace(shown);
    if (ended && started) { started = false; card.scrollIntoView({ block: 'nearest' }); place.scrollIntoView({ block: 'nearest' }); }
    if (!ended) { setTimeout(() => { if (current === id) { look(id); } }, everySecond); }
  }

  /** Whose draft is not what was tried can have that back. */
  function compare() {
    const other = place.querySelector('[data-other-draft]');
    if (other) { other.hidden = plain(draft.read()) === plain(JSON.parse(other.querySelector('button').dataset.takeDraft)); }
  }

  /** What has the focus keeps it, however often the progress is drawn anew. */
  function replace(shown) {
    const onCancel = document.activeElement?.matches?.('[data-cancel-test]');
    place.replaceChildren(shown);
    compare();
    if (onCancel) { place.querySelector('[data-cancel-test]')?.focus(); }
  }
}

/** The same for the same rule, whoever wrote it down: without its id and version, and by the names of its parts. */
function plain({ id, version, ...rule }) {
  return JSON.stringify(rule, (name, value) => value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null).sort(([a], [b]) => (a < b ? -1 : 1))) : value);
}
