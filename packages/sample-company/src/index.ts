/**
 * A year of delivery history for the invented company in `catalog/`, and how it
 * gets into a portal and out again. See `docs/sample-data.md`.
 *
 * @packageDocumentation
 */
export { clearSample } from './clearSample';
export type { SampleComponent } from './company/component';
export {
  generateSample,
  type ComponentSample,
  type SampleCommit,
} from './generateSample';
export {
  loadSample,
  type LoadSampleOptions,
  type LoadSampleResult,
  type SampleProgress,
} from './loadSample';
