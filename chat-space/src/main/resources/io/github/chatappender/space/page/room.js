// Copyright the Google Chat Appender authors
// SPDX-License-Identifier: Apache-2.0

import {byId, h} from './dom.js';
import {textNodes} from './markup.js';
import {cardElement, checkClamps} from './card.js';
import {icon} from './icons.js';

const PAGE_SIZE = 40;
const REPLIES = 50;
const NEAR_BOTTOM = 80;

/** Shows the newest threads of the room and more of them on the way up. */
export class Room {
  #model;
  #select;
  #limit = PAGE_SIZE;
  #scheduled = false;
  #pinned = true;
  #filter = {space: '', query: ''};
  #elements = new Map();
  #selected = 0;

  constructor(model, select) {
    this.#model = model;
    this.#select = select;
    const room = byId('room');
    room.addEventListener('scroll', () => this.#scrolled(), {passive: true});
    room.addEventListener('keydown', (event) => this.#key(event));
    room.addEventListener('shown', (event) => checkClamps(event.target));
    new IntersectionObserver((entries) => entries[0].isIntersecting && this.#earlier(), {
      root: room,
      rootMargin: '400px 0px 0px',
    }).observe(byId('sentinel'));
    byId('jump').addEventListener('click', () => this.toBottom());
    new ResizeObserver(() => this.#pinned && this.#stick()).observe(byId('threads'));
  }

  reset() {
    this.#elements.clear();
    byId('threads').replaceChildren();
    this.#limit = PAGE_SIZE;
    this.#pinned = true;
    this.schedule();
  }

  filter(space, query) {
    this.#filter = {space, query};
    this.#limit = PAGE_SIZE;
    this.#pinned = true;
    this.schedule();
  }

  arrived() {
    if (!this.#pinned) {
      byId('jump').hidden = false;
    }
    this.schedule();
  }

  schedule() {
    if (!this.#scheduled) {
      this.#scheduled = true;
      requestAnimationFrame(() => {
        this.#scheduled = false;
        this.#render();
      });
    }
  }

  toBottom() {
    this.#pinned = true;
    this.#stick();
    byId('jump').hidden = true;
  }

  /** Unfolds a thread and scrolls to one of its messages. Returns whether the thread is here. */
  reveal(name, n) {
    const thread = this.#model.threads.get(name);
    if (!thread) {
      return false;
    }
    const threads = this.#model.matching(this.#filter.space, this.#filter.query);
    this.#limit = Math.max(this.#limit, threads.length - threads.indexOf(thread) + 5);
    thread.unfolded = true;
    this.#pinned = false;
    this.#render();
    const view = this.#elements.get(name);
    if (!view) {
      return false;
    }
    view.include?.(n);
    const target = view.element.querySelector(`[data-n="${n}"]`) || view.element;
    target.scrollIntoView({block: n ? 'nearest' : 'start'});
    for (const old of document.querySelectorAll('.thread.target')) {
      old.classList.remove('target');
    }
    view.element.classList.add('target');
    (target.matches('.message') ? target : target.querySelector('.message')).focus({preventScroll: true});
    return true;
  }

  selected(n) {
    this.#selected = n;
    for (const message of byId('threads').querySelectorAll('.message')) {
      const current = message.dataset.n === String(n);
      message.classList.toggle('selected', current);
      message.toggleAttribute('aria-current', current);
    }
  }

  #render() {
    const {space, query} = this.#filter;
    const threads = this.#model.matching(space, query);
    this.#limit = Math.min(Math.max(this.#limit, PAGE_SIZE), Math.max(threads.length, PAGE_SIZE));
    const shown = threads.slice(-this.#limit);
    const container = byId('threads');
    const focused = container.contains(document.activeElement) ? document.activeElement : null;
    const keep = new Set(shown.map((thread) => thread.name));
    for (const [name, view] of this.#elements) {
      if (!keep.has(name)) {
        view.element.remove();
        this.#elements.delete(name);
      }
    }
    const elements = shown.map((thread) => this.#view(thread).element);
    let next = container.firstChild;
    for (const element of elements) {
      if (next && next !== element && next.nextSibling === element) {
        next = element; // the one before has moved down and follows later
      }
      if (next === element) {
        next = next.nextSibling;
      } else {
        container.insertBefore(element, next);
      }
    }
    byId('empty').hidden = threads.length > 0;
    byId('sentinel').hidden = shown.length === threads.length;
    const first = container.querySelector('.message[tabindex="0"]');
    if (!first && container.lastChild) {
      container.lastChild.querySelector('.message').tabIndex = 0;
    }
    if (focused && focused !== document.activeElement && focused.isConnected) {
      focused.focus({preventScroll: true});
    }
    checkClamps(container);
    if (this.#pinned) {
      this.#stick();
    }
  }

  #view(thread) {
    let view = this.#elements.get(thread.name);
    if (view && thread.dropped) {
      view.element.remove();
      view = null;
    }
    if (!view) {
      thread.dropped = false;
      view = thread.refused ? new RefusedView(thread, this) : new ThreadView(thread, this);
      this.#elements.set(thread.name, view);
    }
    view.update(this.#selected);
    return view;
  }

  choose(element, n) {
    for (const old of byId('threads').querySelectorAll('.message[tabindex="0"]')) {
      old.tabIndex = -1;
    }
    element.tabIndex = 0;
    this.#select(n);
  }

  #earlier() {
    const room = byId('room');
    if (this.#model.requests.length === 0 || byId('sentinel').hidden) {
      return;
    }
    const fromBottom = room.scrollHeight - room.scrollTop;
    this.#limit += PAGE_SIZE;
    this.#render();
    if (!this.#pinned) {
      room.scrollTop = room.scrollHeight - fromBottom;
    }
  }

  #scrolled() {
    const room = byId('room');
    this.#pinned = room.scrollHeight - room.scrollTop - room.clientHeight < NEAR_BOTTOM;
    if (this.#pinned) {
      byId('jump').hidden = true;
    }
  }

  #stick() {
    const room = byId('room');
    room.scrollTop = room.scrollHeight;
  }

  #key(event) {
    const message = event.target.closest('.message');
    if (!message || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const steps = {ArrowDown: 1, j: 1, ArrowUp: -1, k: -1};
    if (steps[event.key]) {
      const all = [...byId('threads').querySelectorAll('.message')].filter((m) => m.offsetParent);
      const next = all[all.indexOf(message) + steps[event.key]];
      if (next) {
        message.tabIndex = -1;
        next.tabIndex = 0;
        next.focus();
      }
      event.preventDefault();
    } else if (event.key === 'Enter' && event.target === message) {
      this.choose(message, Number(message.dataset.n));
      event.preventDefault();
    }
  }
}

class ThreadView {
  #thread;
  #room;
  // The replies in the page are those from one index to another; earlier ones on demand.
  #from = 0;
  #to = 0;
  #replies = h('div', {class: 'reply-list', hidden: true});
  #earlier = h('button', {class: 'expand', type: 'button', hidden: true});
  #foldLabel = h('b');
  #foldTime = h('span', {class: 'time'});
  #fold;

  constructor(thread, room) {
    this.#thread = thread;
    this.#room = room;
    this.#fold = h(
      'button',
      {class: 'replies', type: 'button', hidden: true, 'aria-expanded': 'false'},
      this.#foldLabel,
      this.#foldTime
    );
    this.#fold.addEventListener('click', () => {
      thread.unfolded = !this.#unfolded();
      thread.found = 0;
      this.update();
    });
    this.#earlier.addEventListener('click', () => this.#show(this.#from - REPLIES));
    this.#replies.append(this.#earlier);
    this.element = h('article', {class: 'thread', 'aria-label': 'Thread'}, this.#fold, this.#replies);
  }

  update(selected) {
    const requests = this.#thread.requests;
    if (this.#to === 0) {
      this.element.prepend(messageElement(requests[0], this.#room, selected));
      this.#to = 1;
    }
    const replies = requests.length - 1;
    const unfolded = this.#unfolded();
    if (unfolded) {
      this.#append(selected);
    }
    this.#replies.hidden = !unfolded;
    this.#fold.hidden = replies === 0;
    this.#fold.setAttribute('aria-expanded', String(unfolded));
    this.#foldLabel.textContent = replies === 1 ? '1 reply' : replies.toLocaleString('en') + ' replies';
    this.#foldTime.textContent = unfolded ? 'Hide' : 'Last reply ' + clock(requests[replies].time);
    if (unfolded) {
      checkClamps(this.#replies);
    }
  }

  /** Makes sure that a request of the thread is among the shown ones. */
  include(n) {
    const index = this.#thread.requests.findIndex((request) => request.n === n);
    if (index > 0) {
      this.#show(index);
    }
  }

  #append(selected) {
    const {requests, found} = this.#thread;
    if (this.#from === 0) {
      const newest = Math.max(1, requests.length - REPLIES);
      this.#from = found > 0 ? Math.min(found, newest) : newest;
      this.#to = this.#from;
    }
    for (; this.#to < requests.length; this.#to++) {
      this.#replies.append(messageElement(requests[this.#to], this.#room, selected));
    }
    if (found > 0) {
      this.#show(found);
    }
    this.#countEarlier();
  }

  /** Shows the replies from an index on, if there are earlier ones than those shown. */
  #show(index) {
    const from = Math.max(1, index);
    if (this.#from > from) {
      const earlier = this.#thread.requests.slice(from, this.#from);
      this.#earlier.after(...earlier.map((request) => messageElement(request, this.#room)));
      this.#from = from;
      this.#countEarlier();
      checkClamps(this.#replies);
    }
  }

  #countEarlier() {
    const count = this.#from - 1;
    this.#earlier.hidden = count === 0;
    this.#earlier.textContent = `Show ${count.toLocaleString('en')} earlier`;
  }

  #unfolded() {
    return this.#thread.requests.length > 1 && (this.#thread.unfolded || this.#thread.found > 0);
  }
}

class RefusedView {
  #thread;
  #text = h('span', {class: 'reason'});
  #time = h('span', {class: 'time'});
  #message;

  constructor(thread, room) {
    this.#thread = thread;
    this.#message = h(
      'div',
      {class: 'message refused', tabindex: '-1'},
      h('span', {class: 'chip bad'}, thread.status === 0 ? 'No answer' : String(thread.status)),
      this.#text,
      this.#time,
      detailsButton(() => room.choose(this.#message, Number(this.#message.dataset.n)))
    );
    this.element = h('article', {class: 'thread', 'aria-label': 'Not posted'}, this.#message);
  }

  update() {
    const {requests, reason} = this.#thread;
    const last = requests[requests.length - 1];
    this.#message.dataset.n = last.n;
    this.#text.textContent = reason + (requests.length > 1 ? ` (${requests.length} times)` : '');
    this.#time.textContent = clock(last.time);
  }
}

function messageElement(request, room, selected) {
  const {message, time, objections, status} = request;
  const element = h('div', {class: 'message', tabindex: '-1', 'data-n': request.n});
  if (request.n === selected) {
    element.classList.add('selected');
  }
  const chips = [];
  if (objections.length > 0) {
    const title = objections.join(' ');
    chips.push(h('span', {class: 'chip warn', title, 'aria-label': 'Objection: ' + title}, '⚠ ' + objections.length));
  }
  if (status !== 200) {
    const title = 'The message was posted, but the sender did not learn it.';
    chips.push(h('span', {class: 'chip bad', title}, status === 0 ? 'answer lost' : String(status)));
  }
  element.append(
    avatar(),
    h(
      'div',
      {class: 'content'},
      h(
        'div',
        {class: 'by'},
        h('b', {}, 'Error alerts'),
        h('span', {class: 'app'}, 'App'),
        h('a', {class: 'time', href: '/' + message.thread, title: new Date(time).toString(), 'data-thread': message.thread}, clock(time)),
        ...chips
      ),
      h('div', {class: 'text'}, ...textNodes(message.text, message.markdown)),
      ...message.cards.map((element) => cardElement(element.card))
    ),
    detailsButton(() => room.choose(element, request.n))
  );
  return element;
}

function detailsButton(action) {
  return h('button', {class: 'icon info', type: 'button', 'aria-label': 'Show the request', title: 'Show the request', onclick: action}, icon('info'));
}

function avatar() {
  return h('img', {class: 'avatar', src: '/assets/avatar.svg', alt: '', width: 32, height: 32});
}

/** Returns the local time of day, with the date if it is not of today. */
export function clock(time) {
  const date = new Date(time);
  const day = {month: 'short', day: 'numeric'};
  const today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString('en-GB', {...(today ? {} : day), hour: '2-digit', minute: '2-digit'});
}
