// The pages about rules: how often each matched, the editor, going back to an earlier version.
import { send } from './api.js';
import { ask } from './ask.js';
import { say } from './console.js';
import { startEditor } from './rule-editor.js';

const thirtyDays = 30 * 24 * 60 * 60 * 1000;

export function startRules() {
  const list = document.querySelector('[data-rules-list]');
  if (list?.querySelector('[data-matches]')) { countMatches(list); }
  const form = document.querySelector('[data-rule-form]');
  if (form) { startEditor(document.querySelector('[data-rule-page]'), form); }
  const history = document.querySelector('[data-rule-history]');
  if (history) { startHistory(history); }
  // What needs the script waits for it, so that no click and no word is lost.
  for (const waiting of document.querySelectorAll('[data-ready]')) { waiting.disabled = false; }
}

async function countMatches(list) {
  const answer = await send('GET', '/api/audit/counts?by=rule&most=1000&from=' + encodeURIComponent(new Date(Date.now() - thirtyDays).toISOString()));
  if (!answer.ok) { return; }
  const counts = new Map((answer.body.by.rule ?? []).map((one) => [one.value.toLowerCase(), one.count]));
  for (const link of list.querySelectorAll('[data-matches]')) {
    const count = counts.get(link.dataset.matches.toLowerCase()) ?? 0;
    link.textContent = count.toLocaleString('en');
    link.ariaLabel = count + ' in 30 days: what it caught';
  }
}

function startHistory(page) {
  page.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-roll-back]');
    if (!button || !await ask({ title: `Go back to version ${button.dataset.rollBack}?`, text: 'The rule becomes what it was then, as a new version. What was in between stays in the history.', yes: 'Go back' })) { return; }
    const rule = JSON.parse(button.dataset.rule);
    delete rule.id;
    delete rule.version;
    button.disabled = true;
    const answer = await send('PUT', '/api/rules/' + page.dataset.id, rule, { 'If-Match': `"${page.dataset.version}"` });
    button.disabled = false;
    if (answer.ok) { location.reload(); say('Gone back.'); return; }
    const place = page.querySelector('[data-problem]');
    place.hidden = false;
    place.textContent = answer.status === 412 ? 'Somebody changed the rule meanwhile, and nothing was done. Load the page again to see what.' : `${answer.problem.title} ${answer.problem.detail ?? ''}`;
    place.scrollIntoView({ block: 'center' });
  });
}

