// The evidence bundle of an answer. It is made on the server: whoever leaves the page finds it again when coming back.
import { send } from './api.js';

const key = 'auditor.evidence';
const everySoOften = 700;
const read = () => { try { return JSON.parse(localStorage.getItem(key)) ?? {}; } catch { return {}; } };

/** Remembers which export belongs to which question; the latest twenty. */
function remember(question, id) {
  const kept = Object.entries(read()).filter(([asked]) => asked !== question).slice(-19);
  localStorage.setItem(key, JSON.stringify(Object.fromEntries(id ? [...kept, [question, id]] : kept)));
}

export function startQuestion(page) {
  page.querySelector('[data-print]')?.addEventListener('click', () => print());
  const place = page.querySelector('[data-evidence]');
  if (!place) { return; }
  const asked = location.search;
  const make = place.querySelector('[data-make]');
  const made = place.querySelector('[data-made]');
  const bar = made.querySelector('progress');
  const said = made.querySelector('[data-said]');
  const problem = place.querySelector('[data-problem]');

  const fail = (text) => { problem.textContent = text; problem.hidden = !text; };
  const show = (exported) => {
    made.hidden = false;
    bar.hidden = exported.state === 'done';
    if (exported.state === 'done') {
      const link = Object.assign(document.createElement('a'), { href: `/api/audit/exports/${exported.id}/content`, download: exported.fileName, className: 'button', textContent: 'Download the evidence bundle' });
      const size = (exported.bytes / 1024).toLocaleString('en', { maximumFractionDigits: 0 });
      const note = exported.notCheckpointed ? ` ${exported.notCheckpointed} entries were too new to be signed and are left out; make it again in a moment.` : '';
      said.replaceChildren(link, ` ${exported.written.toLocaleString('en')} entries, ${size} KB.${note}`);
    } else {
      bar.max = Math.max(1, exported.count);
      bar.value = exported.written;
      said.textContent = exported.state === 'queued' ? 'Waits for its turn.' : `${exported.written.toLocaleString('en')} of ${exported.count.toLocaleString('en')} entries. You can leave this page; it goes on.`;
    }
  };
  const follow = async (id) => {
    make.disabled = true;
    for (;;) {
      const answer = await send('GET', '/api/audit/exports/' + id);
      if (answer.status === 0) { fail(answer.problem.detail); } else if (!answer.ok) {
        // Gone: it expired, or somebody removed it.
        remember(asked);
        made.hidden = true;
        break;
      } else {
        fail('');
        show(answer.body);
        if (answer.body.state === 'failed' || answer.body.state === 'cancelled') {
          made.hidden = true;
          remember(asked);
          fail(answer.body.problem ?? 'It was cancelled.');
          break;
        }
        if (answer.body.state === 'done') { break; }
      }
      await new Promise((after) => { setTimeout(after, everySoOften); });
    }
    make.disabled = false;
  };

  make.addEventListener('click', async () => {
    fail('');
    make.disabled = true;
    const answer = await send('POST', '/api/audit/exports', JSON.parse(place.dataset.evidence));
    make.disabled = false;
    if (!answer.ok) {
      fail([answer.problem.title, answer.problem.detail, ...Object.entries(answer.problem.errors).map(([field, messages]) => `${field}: ${messages.join(' ')}`)].filter(Boolean).join(' '));
      return;
    }
    remember(asked, answer.body.id);
    await follow(answer.body.id);
  });
  if (read()[asked]) { follow(read()[asked]); }
}
