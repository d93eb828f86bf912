export type { Admission } from './admission/toAdmission';
export { celLimits } from './cel';
export { exampleInput, testInput } from './exampleInput';
export { loadPolicies } from './loadPolicies';
export type {
  LoadPoliciesOptions,
  PolicyFolder,
  PolicySet,
} from './loadPolicies';
export type { PolicyInput } from './PolicyInput';
