// Copyright the Google Chat Appender authors
// SPDX-License-Identifier: Apache-2.0

import {byId, copy, h} from './dom.js';

/** Shows one request in the second pane: what was sent, what was answered, what is wrong. */
export class Details {
  #opener = null;
  #close;

  constructor(closed) {
    this.#close = closed;
    byId('close-details').addEventListener('click', () => this.close());
    byId('details').addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        this.close();
      }
    });
  }

  async open(n) {
    if (!byId('details').contains(document.activeElement)) {
      this.#opener = document.activeElement;
    }
    const answer = await fetch('/api/requests/' + n);
    const body = byId('details-body');
    if (answer.ok) {
      body.replaceChildren(...sections(await answer.json()));
    } else {
      body.replaceChildren(h('p', {}, 'The space has dropped this request.'));
    }
    byId('details').hidden = false;
    document.body.classList.add('with-details');
    body.scrollTop = 0;
    byId('details-title').focus();
  }

  close() {
    if (byId('details').hidden) {
      return;
    }
    byId('details').hidden = true;
    document.body.classList.remove('with-details');
    if (this.#opener && this.#opener.isConnected) {
      this.#opener.focus({preventScroll: true});
    }
    this.#close();
  }
}

function sections(request) {
  const {message, objections, status, reason} = request;
  const found = [];
  if (objections.length > 0) {
    found.push(h('h3', {}, 'What the space objects to'));
    found.push(h('ul', {class: 'objections'}, ...objections.map((text) => h('li', {}, text))));
  } else if (!message) {
    found.push(h('h3', {}, 'Not posted'), h('p', {class: 'objections'}, reason));
  }
  const facts = [
    ['Time', new Date(request.time).toISOString()],
    ['Size', request.bytes.toLocaleString('en') + ' of 32,000 bytes'],
    ['Content type', request.contentType || 'none'],
  ];
  if (message) {
    facts.push(['Message', message.name], ['Thread', message.thread]);
    facts.push(['Thread key', message.key || 'none']);
  }
  found.push(h('dl', {}, ...facts.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])));
  found.push(
    h('h3', {}, 'Request'),
    h('pre', {class: 'source'}, `${request.method} ${request.path}${request.query ? '?' + request.query : ''}`),
    h('pre', {class: 'source', tabindex: '0', 'aria-label': 'Body of the request'}, pretty(request.body)),
    h(
      'div',
      {class: 'buttons'},
      copyButton('Copy as curl', () => curl(request)),
      copyButton('Copy body', () => request.body),
      ...(message ? [copyButton('Copy link', () => location.origin + '/' + message.thread)] : [])
    ),
    h('h3', {}, 'Answer ', h('span', {class: status === 200 ? 'chip' : 'chip bad'}, status === 0 ? 'none' : String(status))),
    h('pre', {class: 'source', tabindex: '0', 'aria-label': 'Body of the answer'}, pretty(request.answer))
  );
  return found;
}

function copyButton(label, text) {
  const button = h('button', {class: 'plain', type: 'button'}, label);
  button.addEventListener('click', () => copy(button, text()));
  return button;
}

function pretty(body) {
  try {
    return visible(JSON.stringify(JSON.parse(body), null, 2));
  } catch {
    return visible(body);
  }
}

/** Escapes characters that show nothing or turn the direction of the line. */
function visible(text) {
  return text.replace(
    /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
    (character) => '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0')
  );
}

/** Encodes a character, also those that encodeURIComponent leaves. */
function percent(character) {
  return '%' + character.charCodeAt(0).toString(16).toUpperCase();
}

/** Returns a command that posts the same again to the webhook in the variable. */
export function curl({query, contentType, body}) {
  const extra = query
    .split('&')
    .filter((parameter) => parameter && !/^(key|token)=/.test(parameter))
    .map((parameter) => '&' + parameter.replace(/["$`\\!]/g, percent))
    .join('');
  const quoted = (text) => "'" + text.replaceAll("'", "'\\''") + "'";
  return (
    `curl -sS "$GOOGLE_CHAT_WEBHOOK_URL${extra}" \\\n` +
    `  -H ${quoted('Content-Type: ' + (contentType || 'application/json; charset=UTF-8'))} \\\n` +
    `  --data-raw ${quoted(body)}`
  );
}
