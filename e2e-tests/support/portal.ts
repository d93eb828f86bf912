import {
  BrowserContext,
  test as base,
  expect,
  Locator,
  Page,
} from '@playwright/test';
import { takeAwayNew } from './names';

/** The people of the sample company whom a visitor can be. */
export const personas = {
  developer: { ref: 'user:default/ana.brandt', name: 'Ana Brandt' },
  teamLead: { ref: 'user:default/joel.mensah', name: 'Joel Mensah' },
  platformEngineer: { ref: 'user:default/priya.raman', name: 'Priya Raman' },
} as const;

export type Persona = (typeof personas)[keyof typeof personas];

/** Chooses a person on the sign-in page and waits until the portal is theirs. */
export async function signIn(page: Page, persona: Persona): Promise<void> {
  await page.goto('/');
  await page
    .getByRole('button', { name: `Sign in as ${persona.name}` })
    .click();
  await expect(mainNavigation(page)).toBeVisible();
}

export function mainNavigation(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Main' });
}

/** The page itself, without the navigation. */
export function content(page: Page): Locator {
  return page.locator('#content');
}

/** What the page is about, as its headings say it. */
export function heading(page: Page, name: string | RegExp): Locator {
  return content(page)
    .getByRole('heading', { name, exact: true })
    .and(content(page).locator('h1, h2'))
    .first();
}

/** A titled surface of the page. */
export function panel(page: Page, name: string | RegExp): Locator {
  return content(page).getByRole('region', { name });
}

/**
 * Opens a page and waits until it is all there.
 *
 * @param about - a heading of the page itself, as its frame may arrive sooner
 */
export async function open(
  page: Page,
  path: string,
  about: string | RegExp = /./,
): Promise<void> {
  await page.goto(path);
  await expect(
    content(page).getByRole('heading', { name: about }).first(),
  ).toBeVisible();
  await settle(page);
}

/** Waits until nothing of a page is loading any more, late parts included. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect(
    page.locator('[aria-busy="true"], [data-stale="true"]'),
  ).toHaveCount(0);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
}

/** Chooses from a list that a button with this label opens. */
export async function choose(
  page: Page,
  label: string,
  option: string,
): Promise<void> {
  await content(page)
    .getByRole('button', { name: new RegExp(` ${label}$`) })
    .click();
  await page.getByRole('option', { name: option }).click();
}

type Fixtures = {
  /** Who is signed in when the first page opens; null begins signed out. */
  persona: Persona | null;
  /** Opens a browser of their own for somebody else. */
  pageOf: (persona: Persona) => Promise<Page>;
  /** What the pages threw; a test that expects faults empties it. */
  thrown: string[];
};

/** Begins signed in as somebody, without the choice of people. */
function rememberPersona(pages: Page | BrowserContext, { ref }: Persona) {
  return pages.addInitScript(
    chosen => window.localStorage.setItem('slipway.persona', chosen),
    ref,
  );
}

/** Tests that begin signed in as the developer, and fail when a page throws. */
export const test = base.extend<Fixtures>({
  persona: [personas.developer, { option: true }],
  page: async ({ page, persona }, use) => {
    if (persona) {
      await rememberPersona(page, persona);
    }
    await use(page);
    await takeAwayNew();
  },
  pageOf: async ({ browser, thrown }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async somebody => {
      const context = await browser.newContext();
      contexts.push(context);
      await rememberPersona(context, somebody);
      const page = await context.newPage();
      page.on('pageerror', error => thrown.push(String(error)));
      return page;
    });
    await Promise.all(contexts.map(context => context.close()));
  },
  thrown: [
    async ({ page }, use) => {
      const thrown: string[] = [];
      page.on('pageerror', error => thrown.push(String(error)));
      await use(thrown);
      expect(thrown, 'what the page threw').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
