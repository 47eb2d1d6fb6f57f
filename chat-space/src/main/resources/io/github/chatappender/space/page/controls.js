// Copyright the Google Chat Appender authors
// SPDX-License-Identifier: Apache-2.0

import {byId} from './dom.js';

/** Connects the forms that make the space misbehave, and the banner that says so. */
export class Controls {
  constructor() {
    byId('open-controls').addEventListener('click', () => byId('controls').showModal());
    byId('close-controls').addEventListener('click', () => byId('controls').close());
    byId('outage-off').addEventListener('click', () => this.#order('outage', {kind: 'off'}));
    byId('kind').addEventListener('change', fields);
    byId('lasts').addEventListener('change', fields);
    this.#submit('outage-form', 'outage', outage);
    this.#submit('quota-form', 'quota', () => ({perSecond: byId('per-second').valueAsNumber}));
    this.#submit('clear-form', 'clear', () => ({}));
    fields();
  }

  /** Shows the state of the space. */
  show({outage, outageRequests, perSecond}) {
    byId('outage').hidden = !outage;
    const lasts = outageRequests ? ` for ${outageRequests} more requests` : '';
    byId('outage-text').textContent = `Outage${lasts}: ${outage}`;
    if (document.activeElement !== byId('per-second')) {
      byId('per-second').value = perSecond;
    }
  }

  #submit(form, control, order) {
    byId(form).addEventListener('submit', async (event) => {
      event.preventDefault();
      if (await this.#order(control, order())) {
        byId('controls').close();
      }
    });
  }

  async #order(control, order) {
    const error = byId('control-error');
    error.textContent = '';
    try {
      const answer = await fetch('/api/' + control, {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify(order),
      });
      error.textContent = answer.ok ? '' : await answer.text();
      return answer.ok;
    } catch {
      error.textContent = 'The space does not answer.';
      return false;
    }
  }
}

function fields() {
  const kind = byId('kind').value;
  show('status-field', kind === 'status');
  show('delay-field', kind === 'delay');
  show('requests-field', byId('lasts').value === 'requests');
}

function show(id, visible) {
  byId(id).hidden = !visible;
  byId(id).querySelector('input').disabled = !visible;
}

function outage() {
  const order = {kind: byId('kind').value};
  if (order.kind === 'status') {
    order.status = byId('code').valueAsNumber;
  } else if (order.kind === 'delay') {
    order.delayMillis = Math.round(byId('delay').valueAsNumber * 1000);
  }
  if (byId('lasts').value === 'requests') {
    order.requests = byId('requests').valueAsNumber;
  }
  return order;
}
