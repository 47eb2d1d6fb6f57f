// Copyright the Google Chat Appender authors
// SPDX-License-Identifier: Apache-2.0

import {h, externalLink} from './dom.js';

const MAX_DEPTH = 8;
const FENCE = /```[^\S\n]*\n?([\s\S]*?)\n?```/g;
const MARKDOWN_FENCE = /```[^\n`]*\n([\s\S]*?)\n?```/g;

/** Returns a text as nodes: its marks in Chat's own syntax, or in Markdown. */
export function textNodes(text, markdown) {
  const nodes = [];
  let end = 0;
  for (const fence of text.matchAll(markdown ? MARKDOWN_FENCE : FENCE)) {
    nodes.push(...blocks(text.slice(end, fence.index), markdown));
    nodes.push(h('pre', {}, h('code', {}, fence[1])));
    end = fence.index + fence[0].length;
  }
  nodes.push(...blocks(text.slice(end), markdown));
  return nodes;
}

function blocks(text, markdown) {
  const nodes = [];
  let kind = '';
  let container = null;
  const lines = text.replace(/^\n|\n$/g, '').split('\n');
  if (lines.length === 1 && lines[0] === '') {
    return nodes;
  }
  for (const line of lines) {
    const [lineKind, content] = lineOf(line, markdown);
    if (lineKind !== kind || !container) {
      kind = lineKind;
      container = h({text: 'p', quote: 'blockquote', list: 'ul', numbers: 'ol', heading: 'p'}[kind]);
      nodes.push(container);
    } else if (kind === 'text' || kind === 'quote') {
      container.append(h('br'));
    }
    const children = inline(content, markdown, 0);
    if (kind === 'list' || kind === 'numbers') {
      container.append(h('li', {}, ...children));
    } else if (kind === 'heading') {
      container.append(h('b', {}, ...children));
      kind = '';
    } else {
      container.append(...children);
    }
  }
  return nodes;
}

function lineOf(line, markdown) {
  let match = /^>\s?(.*)$/.exec(line);
  if (match) {
    return ['quote', match[1]];
  }
  match = /^[*-]\s+(.*)$/.exec(line);
  if (match) {
    return ['list', match[1]];
  }
  if (markdown) {
    match = /^\d{1,9}[.)]\s+(.*)$/.exec(line);
    if (match) {
      return ['numbers', match[1]];
    }
    match = /^#{1,6}\s+(.*)$/.exec(line);
    if (match) {
      return ['heading', match[1]];
    }
  }
  return ['text', line];
}

function inline(text, markdown, depth) {
  const nodes = [];
  let plain = '';
  const flush = () => {
    if (plain) {
      nodes.push(plain);
      plain = '';
    }
  };
  let i = 0;
  while (i < text.length) {
    const found = depth < MAX_DEPTH ? spanAt(text, i, markdown, depth) : null;
    if (found) {
      flush();
      nodes.push(found.node);
      i = found.end;
    } else {
      if (markdown && text[i] === '\\' && /[!-/:-@[-`{-~]/.test(text[i + 1] || '')) {
        i++;
      }
      plain += text[i];
      i++;
    }
  }
  flush();
  return nodes;
}

function spanAt(text, i, markdown, depth) {
  switch (text[i]) {
    case '`':
      return codeAt(text, i);
    case '<':
      return angleAt(text, i, markdown);
    case '[':
      return markdown ? markdownLinkAt(text, i, depth) : null;
    case '*':
    case '_':
    case '~':
      return emphasisAt(text, i, markdown, depth);
    default:
      return null;
  }
}

function codeAt(text, i) {
  const end = text.indexOf('`', i + 1);
  return end > i + 1 ? {node: h('code', {}, text.slice(i + 1, end)), end: end + 1} : null;
}

function angleAt(text, i, markdown) {
  const end = text.indexOf('>', i);
  if (end < 0) {
    return null;
  }
  const inner = text.slice(i + 1, end);
  const user = /^users\/([\w.@-]{1,100})$/.exec(inner);
  if (user) {
    return {node: h('span', {class: 'mention'}, '@' + user[1]), end: end + 1};
  }
  const [address, label] = markdown ? [inner] : splitOnce(inner);
  const node = externalLink(address, {}, label || address);
  return node && {node, end: end + 1};
}

function splitOnce(inner) {
  const bar = inner.indexOf('|');
  return bar < 0 ? [inner] : [inner.slice(0, bar), inner.slice(bar + 1)];
}

function markdownLinkAt(text, i, depth) {
  const match = /^\[((?:\\.|[^\\[\]])*)\]\(<?([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)/.exec(
    text.slice(i)
  );
  if (!match) {
    return null;
  }
  const node = externalLink(match[2], {}, ...inline(match[1], true, depth + 1));
  return node && {node, end: i + match[0].length};
}

const CHAT_TAGS = {'*': 'b', '_': 'i', '~': 's'};
const MARKDOWN_TAGS = {'**': 'b', '__': 'b', '~~': 's', '*': 'i', '_': 'i'};

function emphasisAt(text, i, markdown, depth) {
  let mark = text[i];
  if (markdown && text[i + 1] === mark) {
    mark += mark;
  }
  const tag = (markdown ? MARKDOWN_TAGS : CHAT_TAGS)[mark];
  const before = text[i - 1] || ' ';
  const after = text[i + mark.length] || ' ';
  if (!tag || /[\p{L}\p{N}]/u.test(before) || /\s/.test(after) || after === mark[0]) {
    return null;
  }
  for (let end = text.indexOf(mark, i + mark.length + 1); end > 0; end = text.indexOf(mark, end + 1)) {
    const next = text[end + mark.length] || ' ';
    if (!/\s/.test(text[end - 1]) && !/[\p{L}\p{N}]/u.test(next) && next !== mark[0]) {
      const children = inline(text.slice(i + mark.length, end), markdown, depth + 1);
      return {node: h(tag, {}, ...children), end: end + mark.length};
    }
  }
  return null;
}
