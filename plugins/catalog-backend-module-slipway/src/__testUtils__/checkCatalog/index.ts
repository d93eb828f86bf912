import { checkDefinition } from './checkDefinition';
import { checkForm } from './checkForm';
import { checkMetadata } from './checkMetadata';
import { checkReferences } from './checkReferences';
import type { CatalogProblem } from './problem';
import { readCatalog } from './readCatalog';
import type { Catalog } from './readCatalog';

export { formatProblem } from './problem';
export type { CatalogProblem } from './problem';

/**
 * Checks a folder of catalog files, starting at one that lists the others: the
 * form of each entity, its service metadata, its references and, for an API,
 * its definition.
 *
 * @param folder - absolute path
 */
export async function checkCatalog(
  folder: string,
  rootFile: string,
): Promise<{ catalog: Catalog; problems: CatalogProblem[] }> {
  const { catalog, problems } = await readCatalog(folder, rootFile);
  for (const written of catalog.entities) {
    problems.push(
      ...(await checkForm(written)),
      ...checkMetadata(written),
      ...(await checkDefinition(catalog, written)),
    );
  }
  problems.push(...checkReferences(catalog));
  return { catalog, problems };
}
