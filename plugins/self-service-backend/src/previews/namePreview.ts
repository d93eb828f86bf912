import { createHash } from 'node:crypto';
import { parseEntityRef } from '@backstage/catalog-model';
import { PreviewRow } from './previewRow';

/** The longest label of Kubernetes and of DNS. */
const longest = 63;

/**
 * The name that a template gives, by the rules of DNS labels: lower case,
 * letters, digits and dashes, and a letter first, which is put before what begins
 * with a digit. One that is too long is cut and ends in a hash of the whole, so
 * that two of them stay two.
 */
export function namePreview(
  template: string,
  row: Pick<PreviewRow, 'component' | 'repository' | 'number'>,
): string {
  const label = fill(template, row)
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const whole = /^[a-z]/.test(label) ? label : `p-${label}`;
  if (whole.length <= longest) {
    return whole;
  }
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 8);
  return `${whole.slice(0, longest - 9).replace(/-+$/, '')}-${hash}`;
}

/** The address that a template gives; each part is one DNS label. */
export function addressPreview(
  template: string,
  row: Pick<PreviewRow, 'component' | 'repository' | 'number'>,
): string {
  return fill(template, row, part =>
    part
      .toLocaleLowerCase('en-US')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, ''),
  );
}

function fill(
  template: string,
  row: Pick<PreviewRow, 'component' | 'repository' | 'number'>,
  clean: (part: string) => string = part => part,
): string {
  const parts: Record<string, string> = {
    component: clean(parseEntityRef(row.component).name),
    repository: clean(row.repository.split('/')[1] ?? row.repository),
    number: String(row.number),
  };
  return template.replace(
    /\{(component|repository|number)\}/g,
    (_, name: string) => parts[name],
  );
}
