import AxeBuilder from '@axe-core/playwright';
import { Page } from '@playwright/test';

/** Findings in a part that is not ours and that we cannot mend, and why. */
export type Exemption = {
  /** Every rule where it is not said. */
  rule?: string;
  /** The part, and all that is in it. */
  selector: string;
  reason: string;
};

const exemptions: Exemption[] = [
  {
    rule: 'label-content-name-mismatch',
    selector: '[role="option"]',
    reason:
      'React Aria names an option by its label and gives its description as its description',
  },
];

/** For the page of an OpenAPI definition. */
export const swaggerUi: Exemption[] = [
  {
    selector: '.swagger-ui',
    reason: 'Swagger UI draws it, inside plugin-api-docs',
  },
  ...['landmark-no-duplicate-main', 'landmark-unique'].map(rule => ({
    rule,
    selector: '#content > main',
    reason: 'Swagger UI brings a main of its own into ours',
  })),
];

/**
 * What axe finds on a page as it is now, as lines that say what and where: all
 * rules, best practices included, over all of the page.
 */
export async function violations(
  page: Page,
  foreign: Exemption[] = [],
): Promise<string[]> {
  const known = [...exemptions, ...foreign];
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  const lines: string[] = [];
  for (const { id, impact, nodes } of found) {
    const selectors = known
      .filter(({ rule = id }) => rule === id)
      .map(({ selector }) => selector);
    for (const { target, failureSummary } of nodes) {
      const place = page.locator(target.join(' >> ')).first();
      const exempt =
        selectors.length > 0 &&
        (await place.evaluate(
          (element, given) => given.some(each => element.closest(each)),
          selectors,
        ));
      if (!exempt) {
        lines.push(`${id} (${impact}) ${target.join(' ')}: ${failureSummary}`);
      }
    }
  }
  return lines;
}
