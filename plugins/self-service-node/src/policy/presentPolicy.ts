import { relative } from 'node:path';
import { PolicyView } from '@slipway/plugin-self-service-common';
import { toAdmission } from './admission/toAdmission';
import { describeMatch, isInForce } from './judge/waivers';
import { Policy } from './Policy';
import { PolicyTestResult } from './runTests';

/** A policy as its page shows it, with what its tests come to. */
export function presentPolicy(
  policy: Policy,
  tests: PolicyTestResult[],
  now: Date,
): PolicyView {
  const admission = toAdmission(policy, now);
  return {
    name: policy.name,
    title: policy.title,
    description: policy.description,
    severity: policy.severity,
    owner: policy.owner,
    file: shortPath(policy.file),
    source: policy.source,
    waivers: policy.waivers.map(waiver => ({
      match: describeMatch(waiver),
      until: waiver.until,
      owner: waiver.owner,
      reason: waiver.reason,
      inForce: isInForce(waiver, now),
    })),
    tests,
    admissionPolicy: 'yaml' in admission ? admission.yaml : null,
  };
}

/** From where the process was started, where the file is below that. */
function shortPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}
