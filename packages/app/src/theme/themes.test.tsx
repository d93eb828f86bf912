import {
  AppRootElementBlueprint,
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { themeChoices, useThemeChoice } from '../nav/useThemeChoice';
import { darkTheme, lightTheme } from './themes';

function Choices() {
  const [, choose] = useThemeChoice();
  return (
    <>
      {themeChoices.map(choice => (
        <button key={choice} onClick={() => choose(choice)}>
          {choice}
        </button>
      ))}
    </>
  );
}

const themes = createFrontendModule({
  pluginId: 'app',
  extensions: [
    lightTheme,
    darkTheme,
    AppRootElementBlueprint.make({ params: { element: <Choices /> } }),
    NavContentBlueprint.make({ params: { component: () => null } }),
  ],
});

async function renderPage() {
  renderTestApp({
    features: [themes],
    extensions: [
      PageBlueprint.make({
        params: { path: '/', loader: async () => <input aria-label="Name" /> },
      }),
    ],
  });
  // The frame of a page is loaded first, which takes its time.
  return screen.findByRole('textbox', { name: 'Name' }, { timeout: 10_000 });
}

const field = () => screen.getByRole('textbox', { name: 'Name' });

const mode = () => document.body.getAttribute('data-theme-mode');

jest.setTimeout(30_000);

/** A system whose mode changes by itself, as in the evening. */
function systemOf(modeAtFirst: 'light' | 'dark') {
  const query = Object.assign(new EventTarget(), {
    matches: modeAtFirst === 'dark',
    addListener: (listener: () => void) =>
      query.addEventListener('change', listener),
    removeListener: (listener: () => void) =>
      query.removeEventListener('change', listener),
  });
  const others = window.matchMedia;
  jest
    .spyOn(window, 'matchMedia')
    .mockImplementation(text =>
      text.includes('color-scheme')
        ? (query as unknown as MediaQueryList)
        : others(text),
    );
  return (next: 'light' | 'dark') =>
    act(() => {
      query.matches = next === 'dark';
      query.dispatchEvent(
        Object.assign(new Event('change'), { matches: query.matches }),
      );
    });
}

beforeEach(() => localStorage.clear());

afterEach(() => jest.restoreAllMocks());

it('keeps what is typed on a page when another theme is chosen', async () => {
  systemOf('light');
  await userEvent.type(await renderPage(), 'checkout');
  expect(mode()).toBe('light');

  await userEvent.click(screen.getByRole('button', { name: 'dark' }));
  expect(mode()).toBe('dark');
  expect(field()).toHaveValue('checkout');

  await userEvent.click(screen.getByRole('button', { name: 'light' }));
  expect(mode()).toBe('light');
  expect(field()).toHaveValue('checkout');
});

it('follows the system while nothing is chosen, and keeps the page', async () => {
  const changeTo = systemOf('dark');
  await userEvent.type(await renderPage(), 'checkout');
  expect(mode()).toBe('dark');

  changeTo('light');
  expect(mode()).toBe('light');
  expect(field()).toHaveValue('checkout');

  await userEvent.click(screen.getByRole('button', { name: 'light' }));
  changeTo('dark');
  expect(mode()).toBe('light');

  await userEvent.click(screen.getByRole('button', { name: 'system' }));
  expect(mode()).toBe('dark');
});
