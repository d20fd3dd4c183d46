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

// What was typed, or sent, while the server was still opening the page.
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

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && narrow.matches && document.body.dataset.list === 'open') {
    show(false);
    toggle().focus();
  }
});
