/**
 * Asks a person in a dialog; Escape is no. Resolves to null when the answer is no, else to an object with what was written under the field's name.
 * @param {{ title?: string, text: string, yes: string, danger?: boolean, field?: { name: string, label: string } }} question
 */
export function ask({ title, text, yes, danger = false, field }) {
  const dialog = document.createElement('dialog');
  const form = Object.assign(document.createElement('form'), { method: 'dialog', className: 'fields' });
  const words = Object.assign(document.createElement('p'), { textContent: text, id: 'question-text' });
  if (title) {
    dialog.append(Object.assign(document.createElement('h2'), { textContent: title, id: 'question-title' }));
  }
  dialog.setAttribute('aria-labelledby', title ? 'question-title' : 'question-text');
  form.append(words);
  let written;
  if (field) {
    const label = Object.assign(document.createElement('label'), { textContent: field.label });
    written = Object.assign(document.createElement('textarea'), { name: field.name, required: true, maxLength: 1000 });
    label.append(written);
    form.append(label);
  }
  const no = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Not now', className: 'second' });
  no.addEventListener('click', () => dialog.close());
  const actions = Object.assign(document.createElement('div'), { className: 'actions' });
  actions.append(Object.assign(document.createElement('button'), { value: 'yes', textContent: yes, className: danger ? 'danger' : '' }), no);
  form.append(actions);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  (written ?? no).focus();
  return new Promise((resolve) => dialog.addEventListener('close', () => {
    dialog.remove();
    resolve(dialog.returnValue === 'yes' ? (written ? { [field.name]: written.value.trim() } : {}) : null);
  }));
}
