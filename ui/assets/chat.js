// What is done with an answer. `element` is a hidden box with the words said of what was copied,
// `trigger` sends an event to the server. Links of the chat are `#act-copy-3`: the action, and the
// number of the answer.

const chat = () => document.querySelector('#chat');

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a.act');
  if (!link) return;
  event.preventDefault();
  const name = link.getAttribute('href').slice(1);
  const [, action, answer] = name.match(/^act-([a-z_]+)-(\d+)$/) ?? [];
  if (action === 'copy') return copyAnswer(link);
  const [format, isWhole] = action.split('_');
  if (format === 'markdown' || format === 'html') return download(format, answer, isWhole);
  // While an answer is on its way, the chat stays as it is.
  if (chat().querySelector('.pending')) return;
  if (action === 'retry') return trigger('retry', { answer: Number(answer) });
  trigger('act', { link: name });
  // A question that goes back into the box is there to be changed.
  if (action === 'edit' || action === 'undo') document.querySelector('#question textarea').focus();
});

function copyAnswer(link) {
  const message = link.closest('.message-content') ?? link.closest('[data-testid=bot]');
  const lines = [...message.querySelectorAll('.sentence, .verdict')].map((node) => node.innerText);
  const origins = [...message.querySelectorAll('.evidence > ul li')].map((node) =>
    [...node.querySelectorAll('.numbers a, .title, .where')].map((part) => part.innerText).join(' '),
  );
  copy([lines.join('\n'), origins.join('\n')].filter(Boolean).join('\n\n'), link);
}

// Without a secure origin the browser has no clipboard for us but the old one.
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = document.createElement('textarea');
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand('copy');
    box.remove();
  }
  // Whoever clicks twice would else be left with the words that pass.
  button.dataset.before ??= button.textContent;
  button.textContent = button.dataset.copied ?? element.textContent.trim();
  setTimeout(() => (button.textContent = button.dataset.before), 1500);
}

// `isWhole` is set where the sentences that no article carries are wanted too.
function download(format, answer, isWhole) {
  const conversation = new URLSearchParams(location.search).get('chat');
  const link = document.createElement('a');
  const file = `/export/${conversation}.${format === 'markdown' ? 'md' : 'html'}`;
  link.href = `${file}?answer=${answer}${isWhole ? '&doubts=1' : ''}`;
  link.download = '';
  link.click();
}

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('[data-copy]');
  if (button) copy(button.dataset.copy, button);
});
