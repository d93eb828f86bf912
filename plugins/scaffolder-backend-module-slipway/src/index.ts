/**
 * The actions that golden paths use.
 *
 * @packageDocumentation
 */
export { scaffolderModuleSlipway as default } from './module';
