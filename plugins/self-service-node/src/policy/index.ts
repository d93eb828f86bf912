export type { Admission } from './admission/toAdmission';
export { celLimits } from './cel';
export { exampleInput, testInput } from './exampleInput';
export { loadPolicies } from './loadPolicies';
export type {
  LoadPoliciesOptions,
  NamedWaiver,
  PolicyFolder,
  PolicySet,
} from './loadPolicies';
export { waiverSchema } from './file/schema';
export type { PolicyInput } from './PolicyInput';
