// The heading: shows and hides the list of conversations, and changes the language.

const toggle = () => element.querySelector('#list-toggle');
const narrow = matchMedia('(max-width: 900px)');

function show(isShown) {
  document.body.dataset.list = isShown ? 'open' : 'shut';
  const button = toggle();
  if (!button) return;
  button.setAttribute('aria-expanded', String(isShown));
  const label = isShown ? button.dataset.close : button.dataset.open;
  button.setAttribute('aria-label', label);
  button.title = label;
}

// On a phone the list lies over the chat, so it begins hidden there.
show(!narrow.matches && localStorage.getItem('chulcheo-list') !== 'shut');
watch('value', () => {
  show(document.body.dataset.list === 'open');
  takeDraft();
});

// What was typed, or sent, while the server was still opening the page, and what was typed before
// the page was loaded anew: for the other language, or after the server was away.
addEventListener('pagehide', () => {
  const typed = document.querySelector('#question textarea')?.value;
  const isLeaving = document.activeElement?.closest('form[action="/logout"]');
  if (typed && !isLeaving) sessionStorage.setItem('chulcheo-draft', typed);
});

function takeDraft() {
  const draft = sessionStorage.getItem('chulcheo-draft');
  const box = document.querySelector('#question textarea');
  if (draft === null || !box) return;
  sessionStorage.removeItem('chulcheo-draft');
  box.value = draft;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  box.focus();
  if (!sessionStorage.getItem('chulcheo-send')) return;
  sessionStorage.removeItem('chulcheo-send');
  setTimeout(() => document.querySelector('#question .submit-button')?.click());
}

element.addEventListener('click', (event) => {
  if (event.target.closest('#list-toggle')) {
    show(document.body.dataset.list !== 'open');
    if (!narrow.matches) localStorage.setItem('chulcheo-list', document.body.dataset.list);
  }
  const language = event.target.closest('#language');
  if (language) {
    const days = 400 * 86400;
    document.cookie = `chulcheo_language=${language.lang}; path=/; max-age=${days}; samesite=strict`;
    location.reload();
  }
  if (event.target.closest('.skip')) {
    event.preventDefault();
    document.querySelector('#question textarea').focus();
  }
});

// Gradio tells of trouble only in English; where the server is away, it loads the page anew itself.
new MutationObserver(() => {
  const told = document.querySelector('[data-testid=toast-text]')?.textContent;
  const line = element.querySelector('.trouble');
  if (!line) return;
  const words = told?.includes('server was lost') ? line.dataset.lost : line.dataset.failed;
  const wanted = told === undefined ? '' : words;
  if (line.textContent !== wanted) line.textContent = wanted;
}).observe(document.body, { childList: true, subtree: true });

// Where the list lies over the chat, it goes away once something of it was chosen.
document.addEventListener('click', (event) => {
  if (narrow.matches && event.target.closest?.('#new-chat, a.conversation')) show(false);
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && narrow.matches && document.body.dataset.list === 'open') {
    show(false);
    toggle().focus();
  }
});
