import {
  expect,
  heading,
  mainNavigation,
  personas,
  signIn,
  test,
} from '../support/portal';

// Signing in is what these are about.
test.use({ persona: null });

for (const persona of Object.values(personas)) {
  test(`${persona.name} is one click away and stays signed in`, async ({
    page,
  }) => {
    const account = page.getByRole('button', {
      name: new RegExp(`${persona.name}.*account and appearance`),
    });
    await signIn(page, persona);
    await expect(account).toBeVisible();
    await page.reload();
    await expect(account).toBeVisible();
  });
}

test('an address that was asked for opens after signing in', async ({
  page,
}) => {
  await page.goto('/delivery/group/default/checkout?window=30d');
  await page.getByRole('button', { name: 'Sign in as Ana Brandt' }).click();
  await expect(heading(page, 'Checkout')).toBeVisible();
  expect(new URL(page.url()).search).toBe('?window=30d');
});

test('signing out leads back to the choice of people', async ({ page }) => {
  await signIn(page, personas.teamLead);
  await page.getByRole('button', { name: /Joel Mensah.*account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  const joel = page.getByRole('button', { name: 'Sign in as Joel Mensah' });
  await expect(joel).toBeVisible();
  await page.goto('/catalog');
  await expect(joel).toBeVisible();
  await expect(mainNavigation(page)).toBeHidden();
});
