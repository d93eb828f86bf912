import type { MetadataProblem } from './checkServiceMetadata';

/**
 * One line for people: field, value, rule and remedy.
 *
 * @example
 * `metadata.annotations.slipway.dev/tier ("5") must be "1", "2", "3" or "4". Write …`
 */
export function describeMetadataProblem(problem: MetadataProblem): string {
  const { field, value, rule, remedy } = problem;
  const place = value === undefined ? field : `${field} ("${value}")`;
  return `${place} ${rule}. ${remedy}`;
}
