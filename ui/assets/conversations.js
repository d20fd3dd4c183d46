// The list of conversations. `element` is its box, `trigger` sends an event to the server.

const item = (node) => node.closest('li');
const id = (node) => item(node).dataset.id;

element.addEventListener('click', (event) => {
  const link = event.target.closest('a.conversation');
  if (link) {
    event.preventDefault();
    return trigger('open', { id: id(link) });
  }
  const rename = event.target.closest('.start-rename');
  if (rename) return startRenaming(item(rename));
  const remove = event.target.closest('.menu .delete');
  if (remove) return askToDelete(remove);
});

function startRenaming(entry) {
  entry.querySelector('details').open = false;
  entry.querySelector('a.conversation').hidden = true;
  const form = entry.querySelector('form.rename');
  form.hidden = false;
  form.elements.title.select();
}

function stopRenaming(form) {
  form.hidden = true;
  const link = item(form).querySelector('a.conversation');
  link.hidden = false;
  link.focus();
}

element.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target.closest('form.rename');
  const title = form.elements.title.value.trim();
  if (title) trigger('rename', { id: id(form), title });
  stopRenaming(form);
});

function askToDelete(button) {
  const dialog = element.querySelector('dialog');
  dialog.querySelector('p').textContent = button.dataset.asks;
  dialog.dataset.id = id(button);
  button.closest('details').open = false;
  dialog.showModal();
}

element.addEventListener('click', (event) => {
  const dialog = event.target.closest('dialog');
  if (!dialog || !event.target.closest('button')) return;
  dialog.close();
  if (event.target.closest('.delete')) trigger('delete', { id: dialog.dataset.id });
});

element.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const form = event.target.closest?.('form.rename');
  if (form) stopRenaming(form);
  const menu = event.target.closest?.('details.menu');
  if (menu?.open) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

// One menu at a time, and none once something else was clicked.
document.addEventListener('click', (event) => {
  for (const menu of element.querySelectorAll('details.menu[open]'))
    if (!menu.contains(event.target)) menu.open = false;
});
