// Runs once, when the desk is on the page. `element` is its box, `trigger` sends an event to the
// server, `upload` sends a file, `watch` calls back after the server has sent another desk.

const tab = () => document.querySelector('#articles-tab');
let isSending = false;
let depth = 0; // how many nested boxes a dragged file is over

// What the server would refuse by its name or size need not be sent.
function isWelcome(file, place) {
  const ending = file.name.slice(file.name.lastIndexOf('.')).toLowerCase();
  const endings = place.querySelector('input').accept.split(',');
  return endings.includes(ending) && file.size > 0 && file.size <= Number(place.dataset.bytes);
}

async function send(files) {
  const place = element.querySelector('.drop');
  if (!place || isSending || !files.length) return;
  isSending = true;
  place.setAttribute('aria-busy', 'true');
  const said = place.querySelector('.sending');
  const most = Number(place.dataset.files);
  const sent = [];
  for (const [index, file] of files.entries()) {
    said.textContent = place.dataset.sending
      .replace('{}', index + 1)
      .replace('{}', files.length);
    const one = { name: file.name, size: file.size, path: '' };
    if (index < most && isWelcome(file, place)) {
      // A file that does not arrive is sent without a path; the server says so.
      try {
        one.path = (await upload(file)).path;
      } catch (error) {
        console.warn(error);
      }
    }
    sent.push(one);
  }
  isSending = false;
  trigger('act', { link: 'take', files: sent });
}

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('#articles-tab [data-do]');
  if (button) trigger('act', { link: button.dataset.do });
});

element.addEventListener('change', (event) => {
  if (event.target.type !== 'file') return;
  send([...event.target.files]);
  event.target.value = '';
});

// Files may be dropped anywhere on the tab; elsewhere the browser would open them in its place.
function hasFiles(event) {
  return event.dataTransfer?.types.includes('Files') && tab()?.contains(event.target);
}

document.addEventListener('dragenter', (event) => {
  if (!hasFiles(event)) return;
  depth += 1;
  element.querySelector('.drop')?.classList.add('over');
});

document.addEventListener('dragleave', (event) => {
  if (!hasFiles(event)) return;
  depth = Math.max(0, depth - 1);
  if (!depth) element.querySelector('.drop')?.classList.remove('over');
});

document.addEventListener('dragover', (event) => {
  if (hasFiles(event)) event.preventDefault();
});

document.addEventListener('drop', (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  depth = 0;
  element.querySelector('.drop')?.classList.remove('over');
  send([...event.dataTransfer.files]);
});

// The Escape key closes a dialog without asking the server, which still shows it.
element.addEventListener('cancel', () => trigger('act', { link: 'close' }), true);

watch('value', () => {
  const dialog = element.querySelector('dialog');
  if (dialog && !dialog.open) dialog.showModal();
  const opened = element.querySelector('.opened');
  const news = opened ?? element.querySelector('.result > *');
  if (!dialog) news?.scrollIntoView({ block: 'nearest' });
  opened?.focus({ preventScroll: true });
});
