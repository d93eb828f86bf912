/** What the generator needs to know of a catalog component. */
export type SampleComponent = {
  /** `component:default/checkout`, lower case. */
  ref: string;
  name: string;
  /** `spec.type`, for example `service`. */
  type: string;
  /** `spec.lifecycle`, for example `production`. */
  lifecycle: string;
  /** 1 (most critical) to 4. */
  tier: number;
  /** Address of its source, without a slash at the end. */
  repository: string;
};

/** What kind of thing a component is, as far as its history shows it. */
export type Flavour = 'service' | 'website' | 'library' | 'pipeline' | 'model';

/** Reads the free text of `spec.type`; what is none of the others is a service. */
export function flavourOf(type: string): Flavour {
  if (/librar/i.test(type)) {
    return 'library';
  }
  if (/model|machine|^ml/i.test(type)) {
    return 'model';
  }
  if (/pipeline|data|batch/i.test(type)) {
    return 'pipeline';
  }
  return /web|app|site/i.test(type) ? 'website' : 'service';
}
