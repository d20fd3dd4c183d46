// Runs once, when the source view is on the page. `element` is its box, `trigger` sends an event
// to the server, `watch` calls back after the server has sent another view.

document.documentElement.lang = 'ko';

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

function close() {
  delete document.body.dataset.source;
  followed?.focus();
}

document.addEventListener('click', (event) => {
  if (event.target.closest?.('#source-close')) return close();
  const link = event.target.closest?.('a.cite, a.source');
  if (!link) return;
  event.preventDefault();
  document.body.dataset.source = 'open';
  if (!element.contains(link)) {
    followed?.removeAttribute('aria-current');
    followed = link;
    followed.setAttribute('aria-current', 'true');
  }
  reveal();
  trigger('follow', { link: link.getAttribute('href').slice(1) });
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && document.body.dataset.source) close();
});

// gradio names each message, and the thread, by its markup and in English: a screen reader would
// read tags aloud. The messages are text of their own; the thread gets the name of its box.
function name() {
  document
    .querySelectorAll(`#chat [role=log]:not([aria-label="${props.chat_label}"])`)
    .forEach((thread) => thread.setAttribute('aria-label', props.chat_label));
  document
    .querySelectorAll('#chat [data-testid][aria-label]')
    .forEach((message) => message.removeAttribute('aria-label'));
}
new MutationObserver(name).observe(document.body, {
  attributeFilter: ['aria-label'],
  childList: true,
  subtree: true,
});

watch('value', reveal);
