// Changes go from the browser straight to the services' API: as JSON and from this origin only, which is what keeps other sites from making them.

/**
 * Asks the API for a change, or for an answer as JSON. Whoever is not signed in any more is sent to where that is done.
 * Gives { ok, status, body, etag, problem }; problem is { title, detail, errors: { field: [message] } } and says what a person can do.
 */
export async function send(method, address, body, headers = {}) {
  let answer;
  try {
    answer = await fetch(address, {
      method,
      headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    return { ok: false, status: 0, problem: { title: 'No answer', detail: 'The server cannot be reached. Nothing was changed; try again.', errors: {} } };
  }
  if (answer.status === 401) {
    location.assign('/sign-in?return=' + encodeURIComponent(location.pathname + location.search));
    return new Promise(() => {});
  }
  const text = await answer.text();
  let read;
  try { read = text ? JSON.parse(text) : undefined; } catch { read = undefined; }
  if (answer.ok) { return { ok: true, status: answer.status, body: read, etag: answer.headers.get('ETag') }; }
  return {
    ok: false, status: answer.status,
    problem: { title: read?.title ?? 'That did not work', detail: read?.detail ?? `The server answered with status ${answer.status}.`, errors: read?.errors ?? {} },
  };
}

/**
 * Puts what is wrong beside the fields that it names, and the rest into the form's [data-problem]. Without a problem it takes all that away.
 * While somebody types, the focus stays where it is: { focus: false }.
 */
export function showProblem(form, problem, { focus = true } = {}) {
  for (const old of form.querySelectorAll('.wrong')) { old.remove(); }
  for (const field of form.querySelectorAll('[aria-invalid]')) { field.removeAttribute('aria-invalid'); field.removeAttribute('aria-describedby'); }
  const place = form.querySelector('[data-problem]');
  if (place) { place.hidden = !problem; place.textContent = ''; }
  if (!problem) { return; }
  const rest = [];
  let first;
  for (const [name, messages] of Object.entries(problem.errors)) {
    const field = [...form.elements].find((one) => one.name && one.name.toLowerCase() === name.toLowerCase());
    if (!field) { rest.push(`${name}: ${messages.join(' ')}`); continue; }
    const wrong = document.createElement('span');
    wrong.className = 'wrong';
    wrong.id = 'wrong-' + name.replace(/\W/g, '-');
    const text = messages.join(' ');
    wrong.textContent = text.charAt(0).toUpperCase() + text.slice(1);
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', wrong.id);
    field.after(wrong);
    first ??= field;
  }
  if (place) { place.textContent = [rest.length || first ? '' : problem.title + '.', rest.length || first ? '' : problem.detail, ...rest].filter(Boolean).join(' '); place.hidden = !place.textContent; }
  if (focus) { first?.focus(); }
}
