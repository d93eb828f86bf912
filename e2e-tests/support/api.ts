import { APIResponse, Page } from '@playwright/test';

/** Calls the portal's API as the person who is signed in on a page. */
export async function callAs(
  page: Page,
  options: { method: string; path: string; data?: unknown },
): Promise<APIResponse> {
  const [request] = await Promise.all([
    page.waitForRequest(sent => 'authorization' in sent.headers()),
    page.goto('/catalog'),
  ]);
  return page.request.fetch(options.path, {
    method: options.method,
    data: options.data,
    headers: { authorization: request.headers().authorization },
  });
}
