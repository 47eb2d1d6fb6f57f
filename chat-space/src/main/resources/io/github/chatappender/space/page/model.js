// Copyright the Google Chat Appender authors
// SPDX-License-Identifier: Apache-2.0

/** Keeps the requests as the page shows them: messages by thread, and runs of refused requests. */
export class Model {
  constructor() {
    this.keep = 10000;
    this.reset();
  }

  reset() {
    this.requests = [];
    this.threads = new Map();
    this.spaces = new Set();
    this.lastRefused = null;
  }

  add(request) {
    if (request.space) {
      this.spaces.add(request.space);
    }
    const thread = request.message ? this.#threadOf(request) : this.#refusalOf(request);
    thread.requests.push(request);
    thread.last = request.n;
    request.thread = thread;
    request.haystack = haystack(request);
    this.requests.push(request);
    if (this.requests.length > this.keep) {
      this.#drop(this.requests.shift());
    }
    return thread;
  }

  #threadOf(request) {
    this.lastRefused = null;
    const name = request.message.thread;
    let thread = this.threads.get(name);
    if (!thread) {
      thread = {name, space: request.space, requests: [], refused: false, unfolded: false};
      this.threads.set(name, thread);
    }
    return thread;
  }

  #refusalOf(request) {
    const last = this.lastRefused;
    const same = last && last.space === request.space && last.reason === request.reason
      && last.status === request.status;
    if (same) {
      return last;
    }
    const {space, reason, status} = request;
    const name = 'refused/' + request.n;
    this.lastRefused = {name, space, reason, status, requests: [], refused: true};
    this.threads.set(name, this.lastRefused);
    return this.lastRefused;
  }

  #drop(request) {
    const thread = request.thread;
    thread.requests.shift();
    thread.dropped = true;
    if (thread.requests.length === 0) {
      this.threads.delete(thread.name);
      this.lastRefused = this.lastRefused === thread ? null : this.lastRefused;
    }
  }

  /** Returns the threads that match, in the order of their last request. */
  matching(space, query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = (request) => words.every((word) => request.haystack.includes(word));
    const found = [];
    for (const thread of this.threads.values()) {
      if ((!space || thread.space === space) && (words.length === 0 || thread.requests.some(matches))) {
        // The newest reply that matches, where the first message does not.
        thread.found = matches(thread.requests[0]) ? 0 : thread.requests.findLastIndex(matches);
        found.push(thread);
      }
    }
    return found.sort((a, b) => a.last - b.last);
  }

  get latest() {
    return this.requests.findLast((request) => request.message);
  }
}

function haystack({message, reason, status}) {
  const text = message
    ? message.text + '\n' + (message.cards.length ? JSON.stringify(message.cards) : '') + '\n' + message.key
    : status + ' ' + reason;
  return text.toLowerCase();
}
