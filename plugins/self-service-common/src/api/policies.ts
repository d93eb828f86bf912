export const severities = ['deny', 'approval', 'warn'] as const;
export type Severity = (typeof severities)[number];

/** What one policy says of one request. Those that pass are listed too. */
export type Verdict = {
  policy: string;
  title: string;
  severity: Severity;
  /** `waived`: it would not pass, and a waiver that is in force says it may. */
  result: 'pass' | 'fail' | 'waived' | 'error';
  /** What is wrong and how to put it right; empty when it passes. */
  message: string;
  /** The request's field it is about, where there is one. */
  field: string | null;
  /** The item of the plan it is about, where there is one. */
  item: string | null;
  owner: string;
  waiver: { until: string; owner: string; reason: string } | null;
  /** Who may decide, where a policy of severity `approval` says so itself. */
  approvers?: { leads: boolean; groups: string[]; platform?: boolean };
};

export type PolicyView = {
  name: string;
  title: string;
  description: string;
  severity: Severity;
  owner: string;
  /** The file it was read from. */
  file: string;
  /** YAML as it stands in the file. */
  source: string;
  waivers: Array<{
    match: string;
    until: string;
    owner: string;
    reason: string;
    inForce: boolean;
  }>;
  tests: Array<{
    name: string;
    expect: string;
    passed: boolean;
    detail: string;
  }>;
  /** ValidatingAdmissionPolicy as YAML; null when it asks for more than the object. */
  admissionPolicy: string | null;
};
