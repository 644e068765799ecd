// Suggests names of persons and cameras while one types. There may be ten thousand: the server looks for them, and gives twenty.

const afterTyping = 150;

/** For every field with data-names on the page. Without it they are fields to type into. */
export function suggestNames() {
  for (const field of document.querySelectorAll('input[data-names]')) {
    let asked = 0;
    let timer;
    field.addEventListener('input', () => {
      clearTimeout(timer);
      const text = field.value.trim();
      if (!text || [...field.list.options].some((option) => option.value === text)) { return; }
      timer = setTimeout(async () => {
        const mine = ++asked;
        try {
          const answer = await fetch('/api/audit/names?' + new URLSearchParams({ of: field.dataset.names, contains: text, most: 20 }), { headers: { Accept: 'application/json' } });
          // What was asked last counts, in whatever order answers come.
          if (!answer.ok || mine !== asked) { return; }
          const { names } = await answer.json();
          field.list.replaceChildren(...names.map((name) => Object.assign(document.createElement('option'), { value: name })));
        } catch {
          // No suggestions, then.
        }
      }, afterTyping);
    });
  }
}
