// What Gradio's markup does not tell a screen reader: the parts of the page and their names, what is
// unfolded, which words are Korean, and an answer, once it is whole. `words` are the visitor's.

const attributes = {
  'main.contain': { role: 'none' },
  '#heading header': { role: 'banner' },
  '#banner-row': { role: 'region', 'aria-labelledby': 'banner' },
  '#list-column': { role: 'navigation', 'aria-label': words.conversations },
  '#left': { role: 'main' },
  '#source-column': { role: 'complementary', 'aria-label': words.source },
  '#chat-tab': { 'aria-labelledby': 'chat-tab-button' },
  '#articles-tab': { 'aria-labelledby': 'articles-tab-button' },
  // It would be read out anew with every sentence that comes.
  '#chat [role=log]': { 'aria-label': words.chat, 'aria-live': 'off' },
  '#chat .examples': { role: 'group', 'aria-label': words.examples },
  '#chat .options': { role: 'group', 'aria-label': words.suggestions },
  '#chat .scroll-down-button-container button': { 'aria-label': words.latest, title: words.latest },
  '#notice': { role: 'status' },
  '#answerer': { 'aria-label': words.answerer },
  // Gradio gives each its own, and so makes no group of them.
  '#answerer input': { name: 'answerer' },
  // Only in the source column there is a heading over them.
  '#left h3, #list-column h3': { 'aria-level': '2' },
};

function set(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

function describe() {
  for (const [selector, given] of Object.entries(attributes))
    for (const node of document.querySelectorAll(selector))
      for (const [name, value] of Object.entries(given)) set(node, name, value);
  for (const button of document.querySelectorAll('.label-wrap'))
    set(button, 'aria-expanded', String(button.classList.contains('open')));
  for (const button of document.querySelectorAll('.token > .token-remove'))
    set(button, 'aria-label', `${words.remove}: ${button.parentElement.textContent.trim()}`);
  // Gradio names messages and examples by their markup: tags would be read aloud.
  for (const node of document.querySelectorAll('#chat :is([data-testid], .example)[aria-label]'))
    node.removeAttribute('aria-label');
}

// Where the page speaks English, the articles still do not.
function tellKorean() {
  if (document.documentElement.lang === 'ko') return;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    if (/[\uac00-\ud7a3]/.test(texts.currentNode.data) && node.closest('[lang]').lang !== 'ko')
      node.lang = 'ko';
  }
}

const STILL = 300; // milliseconds without change, after which a thread is whole
const told = document.createElement('p');
told.id = 'told';
told.setAttribute('role', 'status');
let before = null; // the thread when a question was sent, until its answer was told
let latest = null;
let since = 0; // when the thread became as it is now

function thread() {
  const replies = document.querySelectorAll('#chat [data-testid=bot]');
  return `${replies.length} ${replies[replies.length - 1]?.textContent}`;
}

// Sentence by sentence would be a babble, and a conversation that was opened is not news.
function announce() {
  if (before === null) return;
  const now = thread();
  if (now !== latest) since = performance.now();
  latest = now;
  const pending = document.querySelector('#chat .pending');
  // To say it again would be a change of the page, after which all of this begins anew.
  if (pending && told.textContent !== pending.textContent) tell(pending.textContent);
  const isMoving = performance.now() - since < STILL;
  if (isMoving || pending || document.querySelector('#question .stop-button')) {
    setTimeout(look, STILL);
  } else if (now !== before) {
    const reply = [...document.querySelectorAll('#chat [data-testid=bot]')].at(-1);
    tell(reply ? readable(reply) : '');
    before = null;
  }
}

function tell(line) {
  told.removeAttribute('lang');
  told.textContent = line;
}

function readable(reply) {
  const copy = reply.cloneNode(true);
  for (const marker of copy.querySelectorAll('sup')) marker.remove();
  const read = '.searched, .sentence, .doubt, .verdict, .notice, .by-model, .evidence > .heading';
  const lines = copy.querySelectorAll(`:is(${read}):not(details *)`);
  return [...lines].map((line) => line.textContent.trim()).join(' ');
}

let isDue = false;
function look() {
  if (isDue) return;
  isDue = true;
  setTimeout(() => {
    isDue = false;
    describe();
    announce();
    tellKorean();
  });
}

addEventListener('keydown', (event) => {
  const isSent = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
  if (isSent && event.target.closest?.('#question')) before = thread();
}, true);
addEventListener('click', (event) => {
  const sends = '#question .submit-button, #chat :is(.example, .option, a.retry)';
  if (event.target.closest?.(sends)) before = thread();
  if (event.target.closest?.('#new-chat, a.conversation')) before = null;
}, true);

// Before that there may be no body yet.
document.addEventListener('DOMContentLoaded', () => {
  document.body.append(told);
  look();
  new MutationObserver(look).observe(document.documentElement, {
    attributeFilter: ['aria-label', 'class'],
    characterData: true,
    childList: true,
    subtree: true,
  });
});
