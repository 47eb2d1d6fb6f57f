// Copyright the Google Chat Appender authors
// SPDX-License-Identifier: Apache-2.0

/** Creates an element. Strings become text nodes, never HTML. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

export const byId = (id) => document.getElementById(id);

// Browsers also accept addresses with spaces, backslashes or a wrong number of slashes, and mend
// them, which may lead to another host than the one that is read.
const ADDRESS = /^https:\/\/[^\s\\<>"/?#][^\s\\<>"]*$/i;

/** Creates a link that opens elsewhere, or null if the address is not an absolute https one. */
export function externalLink(address, attributes, ...children) {
  if (!ADDRESS.test(address)) {
    return null;
  }
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  return h(
    'a',
    {...attributes, href: url.href, target: '_blank', rel: 'noopener noreferrer'},
    ...children
  );
}

/** Copies a text and says so on the button. */
export async function copy(button, text) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Not allowed';
  }
  setTimeout(() => {
    button.textContent = label;
  }, 1500);
}
