import { act, render } from '@testing-library/react';
import { CountdownText, ElapsedTime } from './CountdownText';

const start = Date.parse('2026-03-02T09:00:00Z');
const after = (seconds: number) =>
  new Date(start + seconds * 1000).toISOString();

beforeEach(() => {
  jest.useFakeTimers({ now: start });
});

afterEach(() => {
  jest.useRealTimers();
});

const shown = (container: Element) =>
  container.querySelector('time')?.firstChild?.textContent;

describe('CountdownText', () => {
  it.each([
    [3 * 86_400 + 4 * 3600 + 30, 'in 3 d 4 h'],
    [95 * 60, 'in 1 h 35 min'],
    [30, 'in 30 s'],
    [-2 * 3600, '2 h ago'],
  ])('%d s ahead reads %s', (seconds, text) => {
    const { container } = render(<CountdownText instant={after(seconds)} />);
    expect(shown(container)).toBe(text);
  });

  it('counts down while the page is open', () => {
    const { container } = render(<CountdownText instant={after(40)} />);
    act(() => {
      jest.advanceTimersByTime(10_000);
    });
    expect(shown(container)).toBe('in 30 s');
  });
});

describe('ElapsedTime', () => {
  it('counts on until there is an end', () => {
    const { container, rerender } = render(<ElapsedTime from={after(-5)} />);
    expect(container).toHaveTextContent('5 s');
    act(() => {
      jest.advanceTimersByTime(3_000);
    });
    expect(container).toHaveTextContent('8 s');
    rerender(<ElapsedTime from={after(-5)} to={after(0)} />);
    act(() => {
      jest.advanceTimersByTime(60_000);
    });
    expect(container).toHaveTextContent('5 s');
  });
});
