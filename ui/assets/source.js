// The source view. `element` is its box, `trigger` sends an event to the server, `watch` calls back
// after the server has sent another view.

const narrow = window.matchMedia('(max-width: 900px)');
let followed = null; // the link that was clicked, for the way back

function reveal() {
  const text = element.querySelector('.source-text');
  if (!text) return;
  const target = text.querySelector('mark.quote') ?? text.querySelector('.passage');
  const offset = target
    ? target.getBoundingClientRect().top - text.getBoundingClientRect().top
    : -text.scrollTop;
  // A quarter of the box above the words leaves their context in sight.
  text.scrollTop += target ? offset - text.clientHeight / 4 : offset;
  if (narrow.matches) text.focus({ preventScroll: true });
}

function open(link) {
  document.body.dataset.source = 'open';
  if (!element.contains(link)) {
    followed?.removeAttribute('aria-current');
    followed = link;
    followed.setAttribute('aria-current', 'true');
  }
  reveal();
  trigger('follow', { link: link.getAttribute('href').slice(1) });
}

function close() {
  delete document.body.dataset.source;
  if (followed?.isConnected) followed.focus();
  else document.querySelector('#question textarea')?.focus();
}

document.addEventListener('click', (event) => {
  const target = event.target;
  if (target.closest?.('#source-close')) return close();
  const only = target.closest?.('a.only');
  if (only) {
    event.preventDefault();
    trigger('only', { link: only.getAttribute('href').slice(1) });
    if (narrow.matches) close();
    return document.querySelector('#question textarea')?.focus();
  }
  const link = target.closest?.('a.cite, a.source');
  if (!link) return;
  event.preventDefault();
  open(link);
});

// Steps through the citations by key: by its place, for with Hangul on it writes another letter.
document.addEventListener('keydown', (event) => {
  const isTyping = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (event.key === 'Escape' && document.body.dataset.source && !isTyping) return close();
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const key = event.code.replace('Key', '');
  const step = element.querySelector(`a.step[aria-keyshortcuts="${CSS.escape(key)}"]`);
  if (step) open(step);
});

watch('value', reveal);
