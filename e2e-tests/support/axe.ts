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
    rule: 'role-img-alt',
    selector: '[data-live-announcer]',
    reason:
      'React Aria announces by the name of a button that a page may have taken away since',
  },
  {
    rule: 'label-content-name-mismatch',
    selector: '[role="option"]',
    reason:
      'React Aria names an option by its label and gives its description as its description',
  },
  {
    rule: 'aria-progressbar-name',
    selector: '.MuiCircularProgress-root',
    reason:
      'plugin-catalog-graph shows it, without a name, while it lays out the relations',
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
      const place = target.join(' ');
      if (!(await isWithin(page, place, selectors))) {
        lines.push(`${id} (${impact}) ${place}: ${failureSummary}`);
      }
    }
  }
  return lines;
}

/** Whether an element is in one of these parts, or has gone with it by now. */
async function isWithin(
  page: Page,
  place: string,
  selectors: string[],
): Promise<boolean> {
  return (
    selectors.length > 0 &&
    page.evaluate(
      ([at, given]) => {
        const element = document.querySelector(at);
        return !element || given.some(each => element.closest(each));
      },
      [place, selectors] as const,
    )
  );
}
