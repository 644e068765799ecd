// The camera chooser. A site has ten thousand cameras: it looks for them by a part of their name, among those that the rule lists and those that the
// log knows, and shows the last of those that the rule lists.
import { send } from './api.js';

const shown = 50;
const listedFound = 20;
const pause = 250;

export function startCameras(form) {
  const search = form.querySelector('[data-search]');
  const found = form.querySelector('#found');
  const list = form.querySelector('[data-chosen]');
  const count = form.querySelector('[data-chosen-count]');
  let chosen = [];
  let offered = [];
  let active = -1;
  let timer;
  let asked = 0;

  const label = (camera) => camera.name || camera.id;
  const same = (one, other) => one.id.toLowerCase() === other.id.toLowerCase();
  const isListed = (camera) => chosen.some((one) => same(one, camera));
  const make = (name, properties, ...children) => { const made = Object.assign(document.createElement(name), properties); made.append(...children); return made; };

  function draw() {
    count.textContent = chosen.length === 0 ? 'None yet.' : `${chosen.length} listed${chosen.length > shown ? `, the last ${shown} are shown` : ''}.`;
    list.replaceChildren(...chosen.slice(-shown).reverse().map((camera) => {
      const remove = make('button', { type: 'button', className: 'quiet', textContent: '×', ariaLabel: 'Take away ' + label(camera) });
      remove.addEventListener('click', () => { chosen = chosen.filter((one) => one !== camera); draw(); tell(); search.focus(); });
      return make('li', {}, make('bdi', { textContent: label(camera), title: camera.id }), remove);
    }));
  }

  const tell = () => form.querySelector('[data-chooser]').dispatchEvent(new Event('input', { bubbles: true }));

  function offer(cameras, text) {
    offered = cameras;
    active = cameras.length ? 0 : -1;
    found.replaceChildren(...cameras.map((camera, i) => {
      const option = make('li', { id: 'found-' + i, role: 'option' }, make('bdi', { textContent: label(camera) }), make('small', { textContent: isListed(camera) ? ' is listed: take away' : camera.typed ? ' by this id' : '' }));
      option.setAttribute('aria-selected', String(i === active));
      option.addEventListener('pointerdown', (event) => { event.preventDefault(); choose(i); });
      return option;
    }));
    if (!cameras.length && text) { found.replaceChildren(make('li', { role: 'option', ariaDisabled: 'true', textContent: 'The log knows no camera like that. Its id can be given whole.' })); }
    found.hidden = !text;
    search.setAttribute('aria-expanded', String(!found.hidden));
    mark();
  }

  function mark() {
    [...found.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === active)));
    if (active >= 0) { search.setAttribute('aria-activedescendant', 'found-' + active); } else { search.removeAttribute('aria-activedescendant'); }
    found.children[active]?.scrollIntoView({ block: 'nearest' });
  }

  function choose(i) {
    const camera = offered[i];
    if (!camera) { return; }
    chosen = isListed(camera) ? chosen.filter((one) => !same(one, camera)) : [...chosen, { id: camera.id, name: camera.name ?? '' }];
    draw();
    tell();
    search.value = '';
    offer([], '');
  }

  async function look() {
    const text = search.value.trim();
    const mine = ++asked;
    if (!text) { offer([], ''); return; }
    const answer = await send('GET', '/api/audit/cameras?most=20&name=' + encodeURIComponent(text));
    if (mine !== asked) { return; }
    const part = text.toLowerCase();
    const listed = chosen.filter((camera) => label(camera).toLowerCase().includes(part) || camera.id.toLowerCase() === part).slice(0, listedFound);
    const known = answer.ok ? answer.body.cameras.filter((camera) => !listed.some((one) => same(one, camera))) : [];
    const isId = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
    const typed = isId && ![...known, ...listed].some((camera) => camera.id.toLowerCase() === part) ? [{ id: text, name: '', typed: true }] : [];
    offer([...known, ...typed, ...listed], text);
  }

  search.addEventListener('input', (event) => {
    // What one looks for is no part of the rule.
    event.stopPropagation();
    clearTimeout(timer);
    timer = setTimeout(look, pause);
  });
  search.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      active = Math.max(0, Math.min(offered.length - 1, active + (event.key === 'ArrowDown' ? 1 : -1)));
      mark();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(active);
    } else if (event.key === 'Escape' && !found.hidden) {
      event.preventDefault();
      offer([], '');
    }
  });
  search.addEventListener('blur', () => offer([], ''));

  return { fill(cameras) { chosen = cameras.map((camera) => ({ ...camera })); draw(); }, read: () => chosen };
}
