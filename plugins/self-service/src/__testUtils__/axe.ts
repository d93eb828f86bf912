import { run } from 'axe-core';

/**
 * What axe finds wrong in an element, one line a violation. Colours are left
 * to the browser tests: jsdom does not lay out.
 */
export async function axeViolations(element: Element): Promise<string[]> {
  const { violations } = await run(element, {
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`,
  );
}
