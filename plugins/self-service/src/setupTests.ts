import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A machine that is busy with other suites is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

// jsdom has no canvas: axe looks for icon fonts with one and copes without.
HTMLCanvasElement.prototype.getContext = () => null;

// Nor media queries; a wide screen.
window.matchMedia = (query: string) =>
  Object.assign(new EventTarget(), {
    matches: true,
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  });

// Core components are styled by JSS, whose every media query jsdom refuses.
/* eslint-disable no-console -- kept quiet on purpose, see above */
const { warn } = console;
console.warn = (...parts: unknown[]) => {
  if (!String(parts[0]).includes('[JSS]')) warn(...parts);
};

// A whole page by roles and axe takes seconds in jsdom on a busy machine.
jest.setTimeout(30_000);
