/**
 * Auth provider `personas`: sign-in as one of the sample company's people.
 *
 * @packageDocumentation
 */
export { authModulePersonas as default } from './module';
