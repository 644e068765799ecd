// The form of a rule: a rule's JSON in, the same out. Every field has the name that the API gives it in its messages.
import { startCameras } from './rule-cameras.js';

const shown = 200;
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const types = [['playback', 'playback'], ['export', 'export'], ['independentPlayback', 'independent playback']];

/** What repeats: its words, and its fields. An item without named fields is a text. */
const lists = {
  'whom.users': { title: 'Users', add: 'Add a user', one: 'User', fields: [['name', 'Name', 'DOMAIN\\user'], ['sid', 'SID', 'S-1-5-...']] },
  'whom.roles': { title: 'Roles', add: 'Add a role', one: 'Role', fields: [['name', 'Name', 'Operators'], ['id', 'Id', '']] },
  'whom.excludedUsers': { title: 'Except these users', add: 'Except a user', one: 'Excepted user', fields: [['name', 'Name', 'DOMAIN\\user'], ['sid', 'SID', 'S-1-5-...']] },
  'whom.excludedRoles': { title: 'Except these roles', add: 'Except a role', one: 'Excepted role', fields: [['name', 'Name', 'Guards'], ['id', 'Id', '']] },
  'cameras.groups': { title: 'Camera groups', add: 'Add a camera group', one: 'Camera group', fields: [['name', 'Name', ''], ['id', 'Id', 'As XProtect has it']], always: true },
  predefinedReasons: { title: 'Reasons to choose from', add: 'Add a reason', one: 'Reason', fields: [['text', 'Text', 'Police request']], activities: true },
  'conditions.schedule.windows': { title: 'Times', add: 'Add a time', one: 'Time', fields: [['from', 'From', '08:00'], ['to', 'To', '17:00']], days: true },
  notificationChannels: { title: 'Channels', add: 'Add a channel', one: 'Channel', fields: [['', 'Name', 'siem']] },
};

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made && key !== 'list') { made[key] = value; } else { made.setAttribute(key, value); }
  }
  made.append(...children);
  return made;
}

const at = (rule, path) => path.split('.').reduce((part, name) => part?.[name], rule);
const put = (rule, path, value) => {
  const names = path.split('.');
  const last = names.pop();
  names.reduce((part, name) => (part[name] ??= {}), rule)[last] = value;
};

/** Gives { fill(rule), read() }. Changes of any field bubble as 'input' or 'change' of the form. */
export function ruleForm(form) {
  const cameras = startCameras(form);
  const rest = {};
  let given = {};
  const field = (name) => form.elements[name];
  const place = (path) => form.querySelector(`[data-list="${path}"]`);
  const rows = (path) => [...place(path).querySelectorAll('.item')];
  const changed = (path) => place(path).dispatchEvent(new Event('input', { bubbles: true }));

  for (const zone of Intl.supportedValuesOf?.('timeZone') ?? []) { form.querySelector('#zones').append(element('option', { value: zone })); }
  for (const [path, list] of Object.entries(lists)) { build(path, list); }
  field('cameras.specified').addEventListener('change', show);
  form.querySelector('[data-scheduled]').addEventListener('change', show);
  field('whom.everyone').addEventListener('change', show);

  function show() {
    form.querySelector('[data-chooser]').hidden = !field('cameras.specified').checked;
    form.querySelector('[data-schedule]').hidden = !form.querySelector('[data-scheduled]').checked;
    const zone = field('conditions.schedule.timeZone');
    if (form.querySelector('[data-scheduled]').checked && !zone.value) { zone.value = document.documentElement.dataset.zone; }
    if (form.querySelector('[data-scheduled]').checked && rows('conditions.schedule.windows').length === 0) { addRow('conditions.schedule.windows', { days: days.slice(0, 5), from: '08:00', to: '17:00' }); }
    for (const path of ['whom.users', 'whom.roles']) { place(path).hidden = field('whom.everyone').checked; }
  }

  function build(path, list) {
    const add = element('button', { type: 'button', className: 'second', textContent: list.add });
    add.addEventListener('click', () => {
      addRow(path, list.activities ? { activities: types.map(([name]) => name) } : list.days ? { days: days.slice(0, 5), from: '08:00', to: '17:00' } : {});
      rows(path).at(-1).querySelector('input').focus();
      changed(path);
    });
    place(path).append(element('h3', { textContent: list.title }), element('div', { className: 'items' }), element('p', { className: 'hint', hidden: true }), add);
  }

  function addRow(path, value) {
    const list = lists[path];
    const item = element('div', { className: 'item', role: 'group' });
    for (const [name, label, example] of list.fields) {
      item.append(element('label', {}, label + ' ', element('input', { placeholder: example, value: (name ? value[name] : typeof value === 'string' ? value : '') ?? '', spellcheck: false, 'data-part': name })));
    }
    const choices = list.activities ? types : list.days ? days.map((day) => [day, day[0].toUpperCase() + day.slice(1, 3)]) : [];
    if (choices.length) {
      const chosen = (list.days ? value.days : value.activities) ?? [];
      item.append(element('span', { className: 'choices' }, ...choices.map(([name, label]) =>
        element('label', { className: 'check' }, element('input', { type: 'checkbox', value: name, checked: chosen.includes(name), 'data-choice': '' }), ' ' + label))));
    }
    const remove = element('button', { type: 'button', className: 'quiet', textContent: '×' });
    remove.addEventListener('click', () => {
      const next = item.nextElementSibling ?? item.previousElementSibling;
      item.remove();
      number(path);
      (next?.querySelector('input') ?? place(path).querySelector(':scope > button')).focus();
      changed(path);
    });
    item.append(remove);
    place(path).querySelector('.items').append(item);
    number(path);
  }

  /** Names the fields by their place, as the API does. */
  function number(path) {
    const list = lists[path];
    rows(path).forEach((item, i) => {
      item.ariaLabel = `${list.one} ${i + 1}`;
      item.querySelector('.quiet').ariaLabel = `Take away ${list.one.toLowerCase()} ${i + 1}`;
      for (const input of item.querySelectorAll('[data-part]')) { input.name = `${path}[${i}]${input.dataset.part ? '.' + input.dataset.part : ''}`; }
      for (const choice of item.querySelectorAll('[data-choice]')) { choice.name = `${path}[${i}].${list.days ? 'days' : 'activities'}`; }
    });
  }

  function readRows(path) {
    const list = lists[path];
    const read = rows(path).map((item) => {
      const value = {};
      for (const input of item.querySelectorAll('[data-part]')) { if (input.value.trim() || input.dataset.part === 'text' || list.days) { value[input.dataset.part] = input.value.trim(); } }
      if (list.fields[0][0] === '') { return value[''] ?? ''; }
      if (list.days || list.activities) { value[list.days ? 'days' : 'activities'] = [...item.querySelectorAll('[data-choice]:checked')].map((one) => one.value); }
      return value;
    });
    return [...read, ...(rest[path] ?? [])];
  }

  function fill(rule) {
    given = structuredClone(rule);
    for (const input of form.elements) {
      if (!input.name || input.closest('[data-list]') || input.name.startsWith('conditions.schedule')) { continue; }
      const value = at(rule, input.name);
      if (input.type === 'checkbox') { input.checked = !!value; } else if (input.tagName !== 'FIELDSET') { input.value = value ?? ''; }
    }
    field('mode').value = rule.enabled === false ? 'off' : rule.mode ?? 'live';
    const schedule = rule.conditions?.schedule;
    form.querySelector('[data-scheduled]').checked = !!schedule;
    form.querySelector('[data-outside]').value = schedule?.outside ? 'outside' : 'inside';
    field('conditions.schedule.timeZone').value = schedule?.timeZone ?? '';
    for (const path of Object.keys(lists)) {
      place(path).querySelector('.items').replaceChildren();
      const values = at(rule, path) ?? [];
      for (const value of values.slice(0, shown)) { addRow(path, value); }
      rest[path] = values.slice(shown);
      const hint = place(path).querySelector(':scope > .hint');
      hint.hidden = rest[path].length === 0;
      hint.textContent = `The first ${shown} are shown; ${rest[path].length} more stay as they are.`;
    }
    cameras.fill(rule.cameras?.cameras ?? []);
    show();
  }

  function read() {
    const rule = structuredClone(given);
    delete rule.id;
    delete rule.version;
    for (const input of form.elements) {
      if (!input.name || input.closest('[data-list]') || input.tagName === 'FIELDSET' || input.name.startsWith('conditions.') || input.name === 'mode') { continue; }
      const value = input.value.trim();
      put(rule, input.name, input.type === 'checkbox' ? input.checked : input.type === 'number' ? Number(value || 0) : value);
    }
    const state = field('mode').value;
    rule.enabled = state !== 'off';
    rule.mode = state === 'off' ? given.mode ?? 'live' : state;
    if (!rule.reasonPolicy.caseNumberPattern) { delete rule.reasonPolicy.caseNumberPattern; }
    for (const path of Object.keys(lists)) { if (!path.startsWith('conditions.')) { put(rule, path, readRows(path)); } }
    // What is not shown is not meant.
    if (rule.whom.everyone) { rule.whom.users = []; rule.whom.roles = []; }
    rule.cameras.cameras = rule.cameras.specified ? cameras.read() : [];
    if (!rule.cameras.specified) { rule.cameras.groups = []; }
    rule.conditions = {};
    for (const name of ['footageOlderThanMinutes', 'exportLongerThanMinutes']) {
      const minutes = field('conditions.' + name).value.trim();
      if (minutes) { rule.conditions[name] = Number(minutes); }
    }
    if (form.querySelector('[data-scheduled]').checked) {
      rule.conditions.schedule = {
        timeZone: field('conditions.schedule.timeZone').value.trim(),
        outside: form.querySelector('[data-outside]').value === 'outside',
        windows: readRows('conditions.schedule.windows'),
      };
    }
    return rule;
  }

  return { fill, read };
}
