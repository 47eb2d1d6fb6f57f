// Copyright the Google Chat Appender authors
// SPDX-License-Identifier: Apache-2.0

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  error: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm-1 4h2v7h-2zm0 8.5h2v2h-2z',
  warning: 'M12 3 1.5 21h21zm-1 6h2v6h-2zm0 7.5h2v2h-2z',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm-1 4h2v2h-2zm0 4h2v6h-2z',
  schedule: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 2a7 7 0 1 1 0 14 7 7 0 0 1 0-14zm-1 2v6l4.5 2.7 1-1.7-3.5-2V7z',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zm0 10c-4 0-8 2-8 5v1h16v-1c0-3-4-5-8-5z',
  description: 'M6 3h8l5 5v13H6zm7 1.5V9h4.5zM8 12v1.5h8V12zm0 4v1.5h8V16z',
  link: 'M4 12a4 4 0 0 1 4-4h3v2H8a2 2 0 0 0 0 4h3v2H8a4 4 0 0 1-4-4zm4-1h8v2H8zm8-3h-3v2h3a2 2 0 0 1 0 4h-3v2h3a4 4 0 0 0 0-8z',
  terminal: 'M3 5h18v14H3zm2 3v9h14V8zm1.5 2L9 12.5 6.500 15 5.500 14l1.500-1.500L5.500 11zM10 14h4v1.500h-4z',
};

/** Draws the material icon of this name; one without a drawing here is a dot with its name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'material');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', name);
  const title = document.createElementNS(SVG, 'title');
  title.textContent = name;
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', Object.hasOwn(PATHS, name) ? PATHS[name] : 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z');
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(title, path);
  return svg;
}
