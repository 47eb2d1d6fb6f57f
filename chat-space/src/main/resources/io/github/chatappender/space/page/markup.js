// Copyright the Google Chat Appender authors
// SPDX-License-Identifier: Apache-2.0

import {h, externalLink} from './dom.js';

const MAX_DEPTH = 8;
const FENCE = /```[^\S\n]*\n?([\s\S]*?)\n?```/g;
const MARKDOWN_FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const ELEMENTS = {text: 'p', quote: 'blockquote', list: 'ul', numbers: 'ol', heading: 'p', code: 'pre'};

/** Returns a text as nodes: its marks in Chat's own syntax, or in Markdown. */
export function textNodes(text, markdown) {
  return markdown ? markdownNodes(text) : chatNodes(text);
}

function chatNodes(text) {
  const nodes = [];
  let end = 0;
  for (const fence of text.matchAll(FENCE)) {
    nodes.push(...blocks(text.slice(end, fence.index), false));
    nodes.push(codeBlock(fence[1]));
    end = fence.index + fence[0].length;
  }
  nodes.push(...blocks(text.slice(end), false));
  return nodes;
}

/** A fence of Markdown begins and ends on a line of its own; without an end it is the rest. */
function markdownNodes(text) {
  const nodes = [];
  let fence = '';
  let lines = [];
  const finish = () => {
    nodes.push(...(fence ? [codeBlock(lines.join('\n'))] : blocks(lines.join('\n'), true)));
    lines = [];
  };
  for (const line of text.split('\n')) {
    const [, marks, rest] = MARKDOWN_FENCE.exec(line) || [];
    if (fence && marks && marks[0] === fence[0] && marks.length >= fence.length && !rest.trim()) {
      finish();
      fence = '';
    } else if (!fence && marks && !(marks[0] === '`' && rest.includes('`'))) {
      finish();
      fence = marks;
    } else {
      lines.push(line);
    }
  }
  if (fence || lines.length > 0) {
    finish();
  }
  return nodes;
}

function codeBlock(text) {
  return h('pre', {}, h('code', {}, text));
}

function blocks(text, markdown) {
  const trimmed = text.replace(/^\n|\n$/g, '');
  if (trimmed === '') {
    return [];
  }
  const groups = [];
  let group = null;
  for (const line of trimmed.split('\n')) {
    const inParagraph = group && group.kind === 'text' && group.lines[group.lines.length - 1] !== '';
    const [kind, content] = lineOf(line, markdown, inParagraph);
    if (!group || group.kind !== kind || kind === 'heading') {
      group = {kind, lines: []};
      groups.push(group);
    }
    group.lines.push(content);
  }
  return groups.map(({kind, lines}) => h(ELEMENTS[kind], {}, ...blockContent(kind, lines, markdown)));
}

function blockContent(kind, lines, markdown) {
  switch (kind) {
    case 'list':
    case 'numbers':
      return lines.map((line) => h('li', {}, ...inline(line, markdown, 0)));
    case 'heading':
      return [h('b', {}, ...inline(lines[0], markdown, 0))];
    case 'code':
      return [h('code', {}, lines.join('\n'))];
    default:
      return paragraphs(lines, markdown).flatMap((part, i) => [
        ...(i > 0 ? ['\n'] : []),
        ...inline(part, markdown, 0),
      ]);
  }
}

/** Marks of Chat's syntax end on their line, those of Markdown with the paragraph. */
function paragraphs(lines, markdown) {
  const parts = [];
  let open = false;
  for (const line of lines) {
    const blank = line.trim() === '';
    if (open && !blank) {
      parts[parts.length - 1] += '\n' + line;
    } else {
      parts.push(line);
    }
    open = markdown && !blank;
  }
  return parts;
}

function lineOf(line, markdown, inParagraph) {
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
    match = inParagraph ? null : /^(?: {4}|\t)(.*\S.*)$/.exec(line);
    if (match) {
      return ['code', match[1]];
    }
  }
  return ['text', line];
}

function inline(text, markdown, depth) {
  const nodes = [];
  const spans = spansOf(text, markdown, depth);
  const unclosed = new Set();
  let plain = '';
  const flush = () => {
    if (plain) {
      nodes.push(plain);
      plain = '';
    }
  };
  let i = 0;
  while (i < text.length) {
    const found =
      spans.get(i) || (depth < MAX_DEPTH ? emphasisAt(text, i, markdown, depth, spans, unclosed) : null);
    if (found) {
      flush();
      nodes.push(found.node);
      i = found.end;
    } else {
      if (markdown && isEscape(text, i)) {
        i++;
      }
      plain += text[i];
      i++;
    }
  }
  flush();
  return nodes;
}

function isEscape(text, i) {
  return text[i] === '\\' && /[!-/:-@[-`{-~]/.test(text[i + 1] || '');
}

/** Finds code, addresses and links, by their index: they bind more tightly than emphasis. */
function spansOf(text, markdown, depth) {
  const spans = new Map();
  const runs = new Set();
  let i = 0;
  while (i < text.length) {
    const span = spanAt(text, i, markdown, depth, runs);
    if (span) {
      spans.set(i, span);
      i = span.end;
    } else if (markdown && text[i] === '`') {
      i += runLength(text, i);
    } else {
      i += markdown && isEscape(text, i) ? 2 : 1;
    }
  }
  return spans;
}

function spanAt(text, i, markdown, depth, runs) {
  switch (text[i]) {
    case '`':
      return markdown ? markdownCodeAt(text, i, runs) : codeAt(text, i);
    case '<':
      return angleAt(text, i, markdown);
    case '[':
      return markdown ? markdownLinkAt(text, i, depth, runs) : null;
    case '!':
      return markdown && text[i + 1] === '[' ? markdownImageAt(text, i, depth, runs) : null;
    default:
      return null;
  }
}

function codeAt(text, i) {
  const end = text.indexOf('`', i + 1);
  return end > i + 1 ? {node: h('code', {}, text.slice(i + 1, end)), end: end + 1} : null;
}

/** Code ends with as many backquotes as it begins with. `runs` keeps the lengths without an end. */
function markdownCodeAt(text, i, runs) {
  const length = runLength(text, i);
  if (runs.has(length)) {
    return null;
  }
  let from = i + length;
  for (let end = text.indexOf('`', from); end >= 0; end = text.indexOf('`', end)) {
    const closing = runLength(text, end);
    if (closing === length) {
      return {node: h('code', {}, text.slice(from, end)), end: end + length};
    }
    end += closing;
  }
  runs.add(length);
  return null;
}

function runLength(text, i) {
  let end = i;
  while (text[end] === '`') {
    end++;
  }
  return end - i;
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

function markdownLinkAt(text, i, depth, runs) {
  const close = labelEnd(text, i, runs);
  if (close < 0) {
    return null;
  }
  const destination = /\((?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))\)/y;
  destination.lastIndex = close + 1;
  const match = destination.exec(text);
  if (!match) {
    return null;
  }
  const label = inline(text.slice(i + 1, close), true, depth + 1);
  const node = externalLink(match[1] || match[2] || '', {}, ...label);
  return node && {node, end: destination.lastIndex};
}

/** Returns the end of a label that holds no other link, or -1. Code in it binds more tightly. */
function labelEnd(text, i, runs) {
  for (let at = i + 1; at < text.length; ) {
    const code = text[at] === '`' && markdownCodeAt(text, at, runs);
    if (code) {
      at = code.end;
    } else if (text[at] === ']') {
      return at;
    } else if (text[at] === '[' || (text[at] === '<' && angleAt(text, at, true))) {
      return -1;
    } else {
      at += isEscape(text, at) ? 2 : text[at] === '`' ? runLength(text, at) : 1;
    }
  }
  return -1;
}

/** Pictures would have to be fetched from elsewhere; they stay text. */
function markdownImageAt(text, i, depth, runs) {
  const link = markdownLinkAt(text, i + 1, depth, runs);
  return link && {node: text.slice(i, link.end), end: link.end};
}

const CHAT_TAGS = {'*': 'b', '_': 'i', '~': 's'};
const MARKDOWN_TAGS = {'**': 'b', '__': 'b', '~~': 's', '*': 'i', '_': 'i'};

/** `unclosed` keeps the marks that no later one closes, so that a text is not searched again. */
function emphasisAt(text, i, markdown, depth, spans, unclosed) {
  let mark = text[i];
  if (markdown && text[i + 1] === mark) {
    mark += mark;
  }
  const tag = (markdown ? MARKDOWN_TAGS : CHAT_TAGS)[mark];
  const from = i + mark.length;
  if (!tag || unclosed.has(mark) || !opens(text, i, from, mark)) {
    return null;
  }
  for (let end = from; end < text.length; ) {
    if (end > from && text.startsWith(mark, end) && closes(text, end, mark)) {
      const children = inline(text.slice(from, end), markdown, depth + 1);
      return {node: h(tag, {}, ...children), end: end + mark.length};
    }
    const span = spans.get(end);
    end = span ? span.end : end + (markdown && isEscape(text, end) ? 2 : 1);
  }
  unclosed.add(mark);
  return null;
}

function opens(text, i, from, mark) {
  const after = text[from] || ' ';
  return !/[\p{L}\p{N}]/u.test(text[i - 1] || ' ') && !/\s/.test(after) && after !== mark[0];
}

function closes(text, end, mark) {
  const next = text[end + mark.length] || ' ';
  return !/\s/.test(text[end - 1]) && !/[\p{L}\p{N}]/u.test(next) && next !== mark[0];
}
