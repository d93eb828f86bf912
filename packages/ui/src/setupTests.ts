import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A machine that is busy with other suites is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

// jsdom has no canvas: axe looks for icon fonts with one and copes without.
HTMLCanvasElement.prototype.getContext = () => null;

// Nor media queries; a wide screen unless a test says otherwise.
window.matchMedia = (query: string) =>
  Object.assign(new EventTarget(), {
    matches: true,
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  });
