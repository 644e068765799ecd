// The list of the log: an entry beside it, more rows when they are scrolled to, new ones as they come, keys, saved searches.
import { piece, say } from './console.js';

const everySecond = 1000;
const idleAfter = 15 * 60 * 1000;

export function startLog(log) {
  const rows = log.querySelector('[data-rows]');
  const panel = log.querySelector('.panel');
  const query = () => { const asked = new URLSearchParams(location.search); asked.delete('entry'); return asked; };

  // A form sends what is empty too; the address is for people.
  log.querySelector('.filters').addEventListener('formdata', (event) => {
    const sent = [...event.formData].filter(([, value]) => value.trim());
    for (const [name] of [...event.formData]) { event.formData.delete(name); }
    for (const [name, value] of sent) { event.formData.append(name, value); }
    if (event.formData.get('range') !== 'custom') { event.formData.delete('from'); event.formData.delete('to'); }
    if (!['from', 'to', 'recordingFrom', 'recordingTo', 'hours'].some((name) => event.formData.has(name))) { event.formData.delete('zone'); }
  });

  entries(log, rows, panel, query);
  if (rows) {
    more(log, rows, query);
  }
  live(log, rows, query);
  saved(log, query);
}

function entries(log, rows, panel, query) {
  const choose = (id) => {
    for (const row of log.querySelectorAll('.entry[aria-selected]')) { row.removeAttribute('aria-selected'); }
    if (id) { log.querySelector(`.entry[data-id="${CSS.escape(id)}"]`)?.setAttribute('aria-selected', 'true'); }
  };
  const show = async (id) => {
    choose(id);
    if (!id) {
      panel.hidden = true;
      panel.replaceChildren();
      return;
    }
    const content = await piece(`/log/entry/${id}?${query()}`);
    panel.replaceChildren(content);
    panel.hidden = false;
    panel.scrollTop = 0;
  };
  const open = (id) => {
    const asked = query();
    if (id) { asked.set('entry', id); }
    history.pushState(null, '', '/log' + (asked.size ? '?' + asked : ''));
    return show(id).catch(() => say('The entry could not be fetched.'));
  };

  choose(log.dataset.entry);
  addEventListener('popstate', () => show(new URLSearchParams(location.search).get('entry')));
  log.addEventListener('click', async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    const row = event.target.closest('.entry');
    const close = event.target.closest('[data-close]');
    const prove = event.target.closest('[data-prove]');
    if (row || close) {
      event.preventDefault();
      await open(row?.dataset.id);
    } else if (prove) {
      prove.disabled = true;
      const into = panel.querySelector('[data-proof]');
      try { into.replaceChildren(await piece(`/log/entry/${prove.dataset.prove}/proof`)); } catch { into.textContent = 'It could not be checked. Try again.'; }
      prove.disabled = false;
    }
  });

  // j and k, or the arrows, go through the list; Enter is the link's own; Escape closes the entry.
  document.addEventListener('keydown', (event) => {
    if (event.target.closest('input, select, textarea, details.menu') || event.altKey || event.ctrlKey || event.metaKey) { return; }
    const all = [...log.querySelectorAll('.entry')];
    const at = all.indexOf(document.activeElement.closest?.('.entry') ?? log.querySelector('.entry[aria-selected]'));
    const to = { j: at + 1, ArrowDown: at + 1, k: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined && all[to]) {
      event.preventDefault();
      all[to].focus();
      if (!panel.hidden) { open(all[to].dataset.id); }
    } else if (event.key === 'Escape' && !panel.hidden) {
      const chosen = log.querySelector('.entry[aria-selected]');
      open(null).then(() => chosen?.focus());
    }
  });
}

function more(log, rows, query) {
  let fetching = false;
  const end = document.createElement('div');
  end.className = 'end';
  rows.append(end);
  new IntersectionObserver(async ([sight]) => {
    const next = rows.querySelector('.rows:last-of-type')?.dataset.next;
    if (!sight.isIntersecting || fetching || !next) { return; }
    fetching = true;
    try {
      const asked = query();
      asked.set('cursor', next);
      end.before(await piece('/log/rows?' + asked));
    } catch { say('More entries could not be fetched.'); }
    fetching = false;
    // Seen anew, in case the end is still in sight.
    end.replaceWith(end);
  }, { root: log.querySelector('.list'), rootMargin: '1200px' }).observe(end);
}

function live(log, rows, query) {
  const button = log.querySelector('[data-live]');
  const text = log.querySelector('[data-live-text]');
  let on = true;
  let used = Date.now();
  let failed = 0;
  const set = (wanted, why) => {
    on = wanted;
    button.setAttribute('aria-pressed', String(on));
    text.textContent = why ?? (on ? 'Live' : 'Paused');
  };
  for (const sign of ['pointermove', 'keydown', 'scroll']) { document.addEventListener(sign, () => { used = Date.now(); }, { passive: true, capture: true }); }
  button.addEventListener('click', () => set(!on));

  const look = async () => {
    // A screen that nobody looks at must not keep its session alive.
    if (on && Date.now() - used > idleAfter) { set(false, 'Paused: nobody here'); }
    if (on && !document.hidden) {
      try {
        const fresh = await piece('/log/rows?' + query());
        if (failed > 0) { set(true); }
        failed = 0;
        // It may have been paused while this was on its way.
        if (on) { take(log, rows, fresh); }
      } catch {
        failed++;
        if (on) { text.textContent = 'Not reachable, trying again'; }
      }
    }
    setTimeout(look, Math.min(everySecond * 2 ** failed, 30000));
  };
  setTimeout(look, everySecond);
}

/** Puts those that are new on top. */
function take(log, rows, fresh) {
  const came = [...fresh.querySelectorAll('.entry')];
  if (!rows) {
    if (came.length > 0 && log.querySelector('[data-empty]')) { location.reload(); }
    return;
  }
  const first = rows.querySelector('.rows');
  const there = new Set([...rows.querySelectorAll('.entry')].slice(0, 1000).map((row) => row.dataset.id));
  for (const row of came.filter((one) => !there.has(one.dataset.id)).reverse()) {
    // By when it happened: what a client sends late belongs further down.
    const before = [...first.querySelectorAll('.entry')].find((one) => one.dataset.at <= row.dataset.at);
    if (before) {
      row.classList.add('new');
      before.before(row);
    }
  }
}

function saved(log, query) {
  const key = 'auditor.searches';
  const place = log.querySelector('[data-saved]');
  const read = () => { try { return JSON.parse(localStorage.getItem(key)) ?? []; } catch { return []; } };
  const write = (searches) => { localStorage.setItem(key, JSON.stringify(searches)); draw(); };
  const element = (name, properties, ...children) => { const made = Object.assign(document.createElement(name), properties); made.append(...children); return made; };
  const draw = () => {
    const searches = read();
    const list = element('ul', { className: 'plain' }, ...searches.map((search, i) => element('li', {},
      element('a', { href: '/log?' + search.query, textContent: search.name }),
      element('button', { type: 'button', className: 'quiet', textContent: '×', ariaLabel: 'Forget ' + search.name, onclick: () => write(searches.toSpliced(i, 1)) }))));
    const name = element('input', { required: true, maxLength: 60, ariaLabel: 'Name of this search', placeholder: 'Name of this search' });
    const form = element('form', {
      className: 'row',
      onsubmit: (event) => { event.preventDefault(); write([...searches.filter((one) => one.name !== name.value), { name: name.value, query: String(query()) }]); },
    }, name, element('button', { textContent: 'Save' }));
    place.replaceChildren(searches.length ? list : element('p', { textContent: 'None yet. They stay in this browser.' }), form);
  };
  draw();
}
