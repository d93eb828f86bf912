export { CatalogDirectory } from './CatalogDirectory';
