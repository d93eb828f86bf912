import '@testing-library/jest-dom';

// jsdom has no media queries; a wide screen unless a test says otherwise.
window.matchMedia = (query: string) =>
  Object.assign(new EventTarget(), {
    matches: true,
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  });
