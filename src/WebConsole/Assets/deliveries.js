// Enabling and disabling a destination: what was read is sent back with one word changed, under the version that was read.
import { send } from './api.js';
import { say } from './console.js';

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-enable]');
  if (!button) { return; }
  const address = '/api/subscriptions/' + button.dataset.subscription;
  button.disabled = true;
  const read = await send('GET', address);
  const answer = read.ok ? await send('PUT', address, { ...read.body, enabled: button.dataset.enable === 'true' }, { 'If-Match': read.etag }) : read;
  button.disabled = false;
  if (answer.ok) { location.reload(); } else { say([answer.problem.title, answer.problem.detail].filter(Boolean).join(' ')); }
});
