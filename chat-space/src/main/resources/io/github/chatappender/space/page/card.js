// Copyright the Google Chat Appender authors
// SPDX-License-Identifier: Apache-2.0

import {h, externalLink} from './dom.js';
import {icon} from './icons.js';

const FORMATS = new Set(['b', 'strong', 'i', 'em', 'u', 's', 'strike', 'code', 'pre', 'ul', 'ol', 'li']);
const ENTITIES = {lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0'};
const TOKEN = /<(\/?)([a-z]+)((?:[\s/][^<>]*)?)>|&(#x?[0-9a-f]{1,6}|[a-z]{2,6});|[^<&]+|[<&]/gi;
const ATTRIBUTE = /([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g;
const MAX_DEPTH = 32;

/** Returns a card as an element. */
export function cardElement(card) {
  const element = h('div', {class: 'card'});
  if (card.header) {
    element.append(header(card.header));
  }
  for (const section of card.sections || []) {
    element.append(sectionElement(section));
  }
  return element;
}

function header({title, subtitle, imageUrl, imageAltText}) {
  return h(
    'div',
    {class: 'card-header'},
    // Pictures would have to be fetched from elsewhere.
    ...(imageUrl ? [h('span', {class: 'card-image', title: imageUrl}, [...(imageAltText || title)][0])] : []),
    h(
      'div',
      {},
      h('div', {class: 'card-title'}, title),
      ...(subtitle ? [h('div', {class: 'card-subtitle'}, subtitle)] : [])
    )
  );
}

function sectionElement(section) {
  const element = h('div', {class: 'card-section'});
  if (section.header) {
    element.append(h('div', {class: 'section-header'}, ...html(section.header)));
  }
  const widgets = (section.widgets || []).map(widget);
  const always = section.collapsible ? section.uncollapsibleWidgetsCount || 0 : widgets.length;
  element.append(...widgets.slice(0, always));
  const rest = widgets.slice(always);
  if (rest.length > 0) {
    const more = h('div', {class: 'more', hidden: true}, ...rest);
    element.append(more, toggle(more, 'Show more', 'Show less'));
  }
  return element;
}

function toggle(more, show, hide) {
  const label = h('span', {}, show);
  const button = h('button', {class: 'expand', type: 'button', 'aria-expanded': 'false'}, label);
  button.addEventListener('click', () => {
    more.hidden = !more.hidden;
    label.textContent = more.hidden ? show : hide;
    button.setAttribute('aria-expanded', String(!more.hidden));
    more.dispatchEvent(new Event('shown', {bubbles: true}));
  });
  return button;
}

function widget(widget) {
  if (widget.textParagraph) {
    return paragraph(widget.textParagraph);
  }
  if (widget.decoratedText) {
    return decorated(widget.decoratedText);
  }
  if (widget.buttonList) {
    return h('div', {class: 'buttons'}, ...(widget.buttonList.buttons || []).map(button));
  }
  if (widget.columns) {
    const columns = (widget.columns.columnItems || []).map((column) =>
      h('div', {class: 'column'}, ...(column.widgets || []).map(widgetOf))
    );
    return h('div', {class: 'columns'}, ...columns);
  }
  return h('hr');
}

const widgetOf = (inner) => widget(inner);

function paragraph({text, maxLines}) {
  const element = h('div', {class: 'paragraph'}, ...html(text));
  if (!maxLines) {
    return element;
  }
  element.classList.add('clamp');
  element.style.setProperty('--lines', maxLines);
  return h('div', {class: 'clamped'}, element);
}

/** Offers to show the whole of those paragraphs below that are cut. */
export function checkClamps(root) {
  for (const element of root.querySelectorAll('.clamp:not(.checked)')) {
    if (element.clientHeight === 0) {
      continue;
    }
    element.classList.add('checked');
    if (element.scrollHeight > element.clientHeight + 1) {
      const button = h('button', {class: 'expand', type: 'button', 'aria-expanded': 'false'}, 'Show more');
      button.addEventListener('click', () => {
        const whole = element.classList.toggle('whole');
        button.textContent = whole ? 'Show less' : 'Show more';
        button.setAttribute('aria-expanded', String(whole));
      });
      element.after(button);
    }
  }
}

function decorated({topLabel, text, bottomLabel, wrapText, startIcon}) {
  const name = startIcon && startIcon.materialIcon && startIcon.materialIcon.name;
  return h(
    'div',
    {class: 'decorated'},
    ...(name ? [icon(name)] : []),
    h(
      'div',
      {class: 'decorated-text'},
      ...(topLabel ? [h('div', {class: 'label'}, ...html(topLabel))] : []),
      h('div', {class: wrapText ? 'value' : 'value line'}, ...html(text)),
      ...(bottomLabel ? [h('div', {class: 'label'}, ...html(bottomLabel))] : [])
    )
  );
}

function button({text, onClick}) {
  const address = (onClick && onClick.openLink && onClick.openLink.url) || '';
  return (
    externalLink(address, {class: 'card-button'}, text || address) ||
    h('span', {class: 'card-button'}, text || '')
  );
}

/** Returns the nodes of Chat's subset of HTML; every other tag stays text. */
export function html(source) {
  const root = h('div');
  const open = [root];
  for (const [token, close, tagName, rest, entity] of source.matchAll(TOKEN)) {
    const top = open[open.length - 1];
    const tag = (tagName || '').toLowerCase();
    if (tag === 'br') {
      top.append(h('br'));
    } else if (tag && close) {
      const at = open.findLastIndex((element) => element.dataset.tag === tag);
      open.length = at > 0 ? at : open.length;
    } else {
      const child = tag ? element(tag, rest) : null;
      if (child) {
        open.length = Math.min(open.length, MAX_DEPTH, tag === 'a' ? linkIn(open) : MAX_DEPTH);
        child.dataset.tag = tag;
        open[open.length - 1].append(child);
        open.push(child);
      } else {
        top.append(entity ? character(entity, token) : token);
      }
    }
  }
  return [...root.childNodes];
}

function element(tag, rest) {
  if (FORMATS.has(tag)) {
    return h(tag);
  }
  if (tag === 'font') {
    const span = h('span');
    const color = attribute(rest, 'color');
    if (/^#[0-9a-f]{3,8}$/i.test(color)) {
      span.style.color = color;
    }
    return span;
  }
  return tag === 'a' ? externalLink(attribute(rest, 'href'), {}) || h('span') : null;
}

/** Returns how many open elements to keep so that no link is inside another. */
function linkIn(open) {
  const at = open.findIndex((element) => element.dataset.tag === 'a');
  return at > 0 ? at : open.length;
}

/** Returns the first attribute of this name, empty if there is none. */
function attribute(rest, name) {
  for (const [, found, quoted, single, bare] of rest.matchAll(ATTRIBUTE)) {
    if (found.toLowerCase() === name) {
      const value = quoted || single || bare || '';
      return value.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi, (token, entity) => character(entity, token));
    }
  }
  return '';
}

function character(entity, token) {
  if (entity[0] !== '#') {
    return ENTITIES[entity.toLowerCase()] || token;
  }
  const hex = entity[1].toLowerCase() === 'x';
  const code = parseInt(entity.slice(hex ? 2 : 1), hex ? 16 : 10);
  return code > 31 && code < 0xd800 ? String.fromCharCode(code) : token;
}
