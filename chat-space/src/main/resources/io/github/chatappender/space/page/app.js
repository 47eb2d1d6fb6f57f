// Copyright the Google Chat Appender authors
// SPDX-License-Identifier: Apache-2.0

import {byId, copy, h} from './dom.js';
import {Controls} from './controls.js';
import {Details} from './details.js';
import {Model} from './model.js';
import {Room} from './room.js';

const RETRY_MILLIS = 1000;

const model = new Model();
const details = new Details(() => room.selected(0));
const room = new Room(model, (n) => {
  room.selected(n);
  details.open(n);
});
const controls = new Controls();

let run = '';
let live = false;
let settled = 0;
// A permalink is followed until its thread is here, /latest until the user moves.
let target = location.pathname === '/' ? '' : location.pathname.slice(1);

let stream = null;

function connect() {
  const events = new EventSource('/api/events');
  stream = events;
  events.addEventListener('run', (event) => {
    const [newRun] = JSON.parse(event.data);
    if (newRun !== run) {
      run = newRun;
      model.reset();
      room.reset();
      details.close();
    }
    live = true;
    status();
  });
  events.addEventListener('state', (event) => state(JSON.parse(event.data)));
  events.addEventListener('requests', (event) => requests(JSON.parse(event.data)));
  events.addEventListener('error', () => {
    live = false;
    status();
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(connect, RETRY_MILLIS);
    }
  });
}

// A page kept for the back button would keep its connection, and a browser has six for a server.
addEventListener('pagehide', () => stream?.close());
addEventListener('pageshow', (event) => {
  if (event.persisted) {
    connect();
  }
});

function state(state) {
  model.keep = Math.min(model.keep, state.keep);
  byId('setting').textContent = `export GOOGLE_CHAT_WEBHOOK_URL='${state.webhookUrl}'`;
  controls.show(state);
}

function requests(batch) {
  for (const request of batch) {
    model.add(request);
  }
  announce(batch);
  spaces();
  room.arrived();
  status();
  clearTimeout(settled);
  settled = setTimeout(followLink, 50);
}

function followLink() {
  const latest = model.latest;
  if (target === 'latest') {
    if (latest) {
      room.reveal(latest.message.thread, latest.n);
    }
  } else if (target && room.reveal(target)) {
    target = '';
  }
}

/** Says what has arrived to those who do not see it; not what was there before the page. */
function announce(batch) {
  const last = batch[batch.length - 1];
  if (batch.length === 1) {
    const line = last.message ? last.message.text.split('\n')[0] : 'Not posted: ' + last.reason;
    byId('news').textContent = line.replace(/[*`_~]/g, '');
  }
}

function spaces() {
  const select = byId('space');
  if (model.spaces.size + 1 === select.options.length) {
    return;
  }
  const chosen = select.value;
  const option = (value, label) => h('option', {value}, label);
  select.replaceChildren(
    option('', 'All spaces'),
    ...[...model.spaces].sort().map((space) => option(space, space))
  );
  select.value = chosen;
  select.hidden = model.spaces.size < 2;
}

function status() {
  const messages = model.requests.filter((request) => request.message).length;
  const threads = [...model.threads.values()].filter((thread) => !thread.refused).length;
  const refused = model.requests.length - messages;
  const count = (number, one, many) => number.toLocaleString('en') + ' ' + (number === 1 ? one : many);
  const parts = [count(messages, 'message', 'messages'), count(threads, 'thread', 'threads')];
  if (refused) {
    parts.push(refused.toLocaleString('en') + ' not posted');
  }
  byId('status').textContent = live ? parts.join(' · ') : 'Reconnecting…';
  byId('status').classList.toggle('offline', !live);
  byId('title').textContent = byId('space').value || (model.spaces.size === 1 ? [...model.spaces][0] : 'Chat space');
}

function filter() {
  const filtered = byId('query').value.trim() !== '' || byId('space').value !== '';
  byId('empty-title').textContent = filtered ? 'No message matches' : 'No messages yet';
  byId('empty-help').hidden = filtered;
  room.filter(byId('space').value, byId('query').value);
  status();
}

byId('query').addEventListener('input', filter);
byId('space').addEventListener('change', filter);
byId('copy-setting').addEventListener('click', (event) =>
  copy(event.target, byId('setting').textContent)
);
document.addEventListener('pointerdown', () => (target = ''));
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-thread]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    history.pushState(null, '', link.href);
    room.reveal(link.dataset.thread);
  }
});
document.addEventListener('keydown', (event) => {
  if (event.target.matches('input, select, textarea')) {
    if (event.key === 'Escape' && event.target === byId('query')) {
      byId('query').value = '';
      filter();
    }
  } else if (event.key === '/') {
    event.preventDefault();
    byId('query').focus();
  } else if (event.key === 'Escape') {
    details.close();
  }
});
window.addEventListener('popstate', () => {
  target = location.pathname === '/' ? '' : location.pathname.slice(1);
  followLink();
});

filter();
connect();
