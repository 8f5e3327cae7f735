const state = document.getElementById('state');

async function refresh() {
  const answer = await fetch('/_simulator/page');
  const html = await answer.text();
  if (answer.ok && html !== state.dataset.shown) {
    state.dataset.shown = html;
    state.innerHTML = html;
  }
}

/** `script.talkSeconds` goes into the member `script`; what is empty is left out. */
function parametersOf(form) {
  const parameters = {};
  for (const { name, type, value } of form.elements) {
    if (name === '' || value === '') continue;
    const [group, member] = name.split('.');
    const given = type === 'number' ? Number(value) : name.endsWith('.extensions') ? value.split(',') : value;
    if (member === undefined) parameters[group] = given;
    else (parameters[group] ??= {})[member] = given;
  }
  return parameters;
}

for (const form of document.forms) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const output = form.querySelector('output');
    try {
      const answer = await fetch(form.dataset.endpoint, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(parametersOf(form)),
      });
      const { error, ...told } = await answer.json();
      output.textContent = error === undefined ? JSON.stringify(told, undefined, 1) : `${error.message}: ${error.hint}`;
    } catch {
      output.textContent = 'the simulator does not answer';
    }
    await refresh();
  });
}

// What programs do while the page is open is seen within a second.
setInterval(() => {
  if (!document.hidden) refresh().catch(() => {});
}, 1000);
