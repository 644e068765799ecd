// The editor of a rule: says while one types what is wrong and what the rule will do, saves it, and overwrites nobody's change unseen.
import { say } from './console.js';
import { send, showProblem } from './api.js';
import { ruleForm } from './rule-form.js';
import { forgetBackTest, startBackTest } from './rule-back-test.js';
import { ask } from './ask.js';

const pause = 350;

export function startEditor(page, form) {
  const fields = ruleForm(form);
  const conflict = page.querySelector('[data-conflict]');
  const words = page.querySelector('[data-words]');
  const standing = page.querySelector('[data-standing]');
  const touched = new Set();
  let tried = false;
  let saved;
  let timer;
  let checks = 0;
  let leaving = false;

  fields.fill(JSON.parse(form.dataset.rule));
  saved = JSON.stringify(fields.read());
  const isDirty = () => JSON.stringify(fields.read()) !== saved;

  form.addEventListener('input', (event) => { touch(event.target); later(); });
  form.addEventListener('change', (event) => { touch(event.target); later(); });
  form.addEventListener('focusout', (event) => { if (event.target.value) { touch(event.target); later(); } });
  form.addEventListener('submit', (event) => { event.preventDefault(); save(page.dataset.version); });
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') { event.preventDefault(); save(page.dataset.version); }
  });
  addEventListener('beforeunload', (event) => { if (!leaving && isDirty()) { event.preventDefault(); } });
  page.querySelector('[data-delete]')?.addEventListener('click', remove);
  startBackTest(page.querySelector('[data-back-test]'), {
    read: fields.read,
    refuse(problem) { tried = true; showProblem(form, problem); },
    use(rule) { fields.fill(rule); later(); say('The draft is in the form.'); },
    onChange(tell) { form.addEventListener('input', tell); form.addEventListener('change', tell); },
  });

  /** By the API's name of what was touched. The form's own 'name' is its field of that name. */
  function touch(part) {
    const name = part === form ? '' : part.dataset?.list ?? part.dataset?.listOf ?? part.name;
    if (name) { touched.add(name.toLowerCase()); }
  }

  const isTouched = (field) => [...touched].some((name) => name.startsWith(field) || field.startsWith(name));

  function later() {
    clearTimeout(timer);
    timer = setTimeout(check, pause);
  }

  /** What is wrong with what was not touched yet is nobody's fault; it is said when one saves. */
  async function check() {
    const mine = ++checks;
    const rule = fields.read();
    const [validity, said] = await Promise.all([send('POST', '/api/rules/validate', rule), inWords(rule)]);
    if (mine !== checks) { return; }
    if (said) { words.replaceChildren(said); }
    if (!validity.ok) { return; }
    const errors = {};
    for (const { field, message } of validity.body.problems) {
      if (tried || isTouched(field.toLowerCase())) { (errors[field] ??= []).push(message); }
    }
    showProblem(form, Object.keys(errors).length ? { title: '', errors } : null, { focus: false });
  }

  async function inWords(rule) {
    try {
      const answer = await fetch('/rules/words', { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'text/html' }, body: JSON.stringify(rule), redirect: 'manual' });
      if (!answer.ok) { return null; }
      const template = document.createElement('template');
      template.innerHTML = await answer.text();
      return template.content;
    } catch { return null; }
  }

  async function save(version) {
    tried = true;
    clearTimeout(timer);
    checks++;
    const rule = fields.read();
    const id = page.dataset.id;
    const button = page.querySelector('button[form]');
    button.disabled = true;
    const answer = id ? await send('PUT', '/api/rules/' + id, rule, { 'If-Match': `"${version}"` }) : await send('POST', '/api/rules', rule);
    button.disabled = false;
    conflict.hidden = true;
    showProblem(form, answer.ok || answer.status === 412 ? null : answer.problem);
    form.querySelector(':scope > [data-problem]:not([hidden])')?.scrollIntoView({ block: 'center' });
    if (answer.status === 412) { await showConflict(id); return; }
    if (!answer.ok) {
      if (standing) { standing.textContent = Object.keys(answer.problem.errors ?? {}).length ? 'Not saved: what is wrong is marked in the form.' : 'Not saved.'; }
      return;
    }
    saved = JSON.stringify(rule);
    if (!id) { leaving = true; forgetBackTest(); location.assign('/rules/' + answer.body.id); return; }
    page.dataset.version = answer.body.version;
    page.querySelector('h1 bdi').textContent = answer.body.name;
    const state = page.querySelector('[data-state]');
    state.textContent = !rule.enabled ? 'Off' : rule.mode === 'shadow' ? 'Shadow' : 'In force';
    state.className = !rule.enabled ? 'badge' : rule.mode === 'shadow' ? 'badge odd' : 'badge good';
    standing.textContent = `Saved as version ${answer.body.version}.`;
    const said = await inWords(rule);
    if (said) { words.replaceChildren(said); }
  }

  /** Somebody else was faster: who and when, and what one can do about it. */
  async function showConflict(id) {
    const history = await send('GET', `/api/rules/${id}/history`);
    const last = history.ok ? history.body.changes[0] : undefined;
    const make = (name, properties, ...children) => { const made = Object.assign(document.createElement(name), properties); made.append(...children); return made; };
    const who = make('bdi', { textContent: last?.actor.displayName || last?.actor.name || 'Somebody' });
    const when = last ? new Date(last.changedAt).toLocaleString('en-GB', { timeZone: document.documentElement.dataset.zone, dateStyle: 'medium', timeStyle: 'medium' }) : '';
    const theirs = make('button', { type: 'button', textContent: 'Take theirs' });
    theirs.addEventListener('click', () => { leaving = true; location.reload(); });
    const mine = make('button', { type: 'button', className: 'danger', textContent: 'Save mine over it' });
    mine.addEventListener('click', () => save(last.version));
    const look = make('a', { href: `/rules/${id}/history`, target: '_blank', rel: 'noopener', textContent: 'What they changed' });
    conflict.replaceChildren(
      make('h2', { textContent: 'Somebody changed it meanwhile' }),
      make('p', {}, who, ` saved version ${last?.version ?? ''} ${when ? 'on ' + when : ''}, while you worked on version ${page.dataset.version}. Nothing of yours was saved.`),
      make('p', {}, look),
      make('div', { className: 'actions' }, theirs, ...(last?.current ? [mine] : [])));
    conflict.hidden = false;
    conflict.scrollIntoView({ block: 'center' });
    theirs.focus();
  }

  async function remove() {
    const name = page.querySelector('h1').textContent.trim();
    if (!await ask({ title: 'Delete this rule?', text: `'${name}' catches nobody any more from then on. Its history stays, and what it caught stays in the log. It cannot be brought back under the same id.`, yes: 'Delete', danger: true })) { return; }
    const answer = await send('DELETE', '/api/rules/' + page.dataset.id, undefined, { 'If-Match': `"${page.dataset.version}"` });
    if (answer.ok) { leaving = true; location.assign('/rules'); return; }
    if (answer.status === 412) { await showConflict(page.dataset.id); return; }
    showProblem(form, answer.problem);
  }
}
