import { expect, Locator, Page } from '@playwright/test';
import { content, open, panel } from './portal';

/** Addresses of self-service. */
export const selfService = {
  home: '/self-service',
  form: '/self-service/request/namespace',
  approvals: '/self-service/approvals',
  activity: '/self-service/activity',
  targets: '/self-service/admin?tab=targets',
};

/** What is said of something under a name: `State`, `Environment`. */
export function fact(within: Locator, label: string): Locator {
  return within
    .locator('dl > div')
    .filter({ has: within.page().getByText(label, { exact: true }) })
    .locator('dd');
}

/** How the request of the page stands. */
export function requestState(page: Page): Locator {
  return fact(panel(page, /^Request$/), 'State');
}

/** How the resource of the page is. */
export function resourceState(page: Page): Locator {
  return fact(panel(page, 'About'), 'State');
}

export function nameField(page: Page): Locator {
  return content(page).getByRole('textbox', { name: 'Name', exact: true });
}

export function requestButton(page: Page): Locator {
  return content(page).getByRole('button', { name: 'Request namespace' });
}

/** What is asked for; the rest is as the form begins. */
export type Wish = {
  name: string;
  environment?: string;
  tier?: string;
  reason?: string;
};

/** Opens the form filled in as far as an address can, and sees its plan. */
export async function openForm(page: Page, wish: Wish): Promise<void> {
  const { reason, ...fields } = wish;
  await open(
    page,
    `${selfService.form}?${new URLSearchParams(fields)}`,
    'What you need',
  );
  if (reason) {
    await content(page)
      .getByRole('textbox', { name: 'Why you need it' })
      .fill(reason);
  }
  await expect(panel(page, 'What will happen')).toContainText(/objects? made/);
}

/** Asks for a namespace and ends on the page of the request. */
export async function askForNamespace(page: Page, wish: Wish): Promise<void> {
  await openForm(page, wish);
  await requestButton(page).click();
  await expect(page).toHaveURL(/\/self-service\/requests\//);
  await expect(requestState(page)).toBeVisible();
}

/** From a request's page to that of what it is about. */
export async function openResource(page: Page): Promise<void> {
  await fact(panel(page, /^Request$/), 'Of')
    .getByRole('link')
    .click();
  await expect(page).toHaveURL(/\/self-service\/resources\//);
  await expect(resourceState(page)).toBeVisible();
}

/** Has a namespace made and ends on its page. */
export async function makeNamespace(page: Page, wish: Wish): Promise<void> {
  await askForNamespace(page, wish);
  await expect(requestState(page)).toHaveText('Done');
  await openResource(page);
  await expect(resourceState(page)).toHaveText('Ready');
}

/** Opens the list of what can be done with a resource. */
export async function openActions(page: Page): Promise<void> {
  await content(page).getByRole('button', { name: 'Actions' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
}

/** An entry of the open list, with why it cannot be done where it cannot. */
export function action(page: Page, title: string): Locator {
  return page.getByRole('menuitem', { name: new RegExp(`^${title}`) });
}

/** The dialog in which an action is asked for. */
export function dialogOf(page: Page, title: string): Locator {
  return page.getByRole('dialog', { name: new RegExp(`^${title}: `) });
}

/** Opens the dialog of an action. */
export async function ask(page: Page, title: string): Promise<Locator> {
  await openActions(page);
  await action(page, title).click();
  const dialog = dialogOf(page, title);
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Presses a dialog's verb. */
export async function confirm(dialog: Locator, verb: string): Promise<void> {
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Chooses from a list in a form or a dialog. */
export async function pick(
  within: Locator,
  label: string,
  option: string | RegExp,
): Promise<void> {
  await within.getByRole('button', { name: new RegExp(` ${label}$`) }).click();
  await within.page().getByRole('option', { name: option }).click();
}

/** Has an action done that is a request, and comes back to the resource. */
export async function confirmChange(
  page: Page,
  dialog: Locator,
  verb: string,
): Promise<void> {
  await confirm(dialog, verb);
  await expect(page).toHaveURL(/\/self-service\/requests\//);
  await expect(requestState(page)).toHaveText('Done');
  await openResource(page);
}
