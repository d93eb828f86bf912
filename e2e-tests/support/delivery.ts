import { expect, Locator, Page } from '@playwright/test';
import { content } from './portal';

/** A metric's tile on an overview. */
export function tile(page: Page, name: string): Locator {
  return content(page).getByRole('article', { name, exact: true });
}

/** The link of a tile's value; its name says what it opens. */
export function valueOf(page: Page, name: string): Locator {
  return tile(page, name).getByRole('link', { name: `${name}: ` });
}

/** How many rows a tile's value promises to open. */
export async function promisedRows(value: Locator): Promise<number> {
  await expect(value).toBeVisible();
  const name = (await value.getAttribute('aria-label')) ?? '';
  return countIn(/Open (.+)$/.exec(name)?.[1] ?? '');
}

/** The line below a list's title that counts its rows. */
export function rowCount(list: Locator): Locator {
  return list.getByText(/^[\d,]+ (deployments?|changes?|components?)$/);
}

export async function countedRows(list: Locator): Promise<number> {
  return countIn((await rowCount(list).textContent()) ?? '');
}

/** The first number in a text: 1039 for `1,039 deployments`. */
export function countIn(words: string): number {
  const digits = /\d[\d,]*/.exec(words)?.[0];
  if (digits === undefined) {
    throw new Error(`There is no number in "${words}"`);
  }
  return Number(digits.replaceAll(',', ''));
}
