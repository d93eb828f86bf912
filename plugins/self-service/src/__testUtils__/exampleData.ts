import {
  AuditCheck,
  AuditRecord,
  ContextView,
  KindView,
  PolicyView,
  PreviewView,
  PriceView,
  QuotaView,
  RequestDetail,
  ResourceDetail,
} from '@slipway/plugin-self-service-common';
import { governance } from './governance';
import { namespaceKind } from './namespaceKind';
import { auditRecords } from './scenario/audit';
import { context } from './scenario/context';
import { requests } from './scenario/requests';
import { resources } from './scenario/resources';

/** What the fake API answers from. */
export type ExampleData = {
  context: ContextView;
  kinds: KindView[];
  requests: RequestDetail[];
  resources: ResourceDetail[];
  audit: AuditRecord[];
  check: AuditCheck;
  policies: PolicyView[];
  prices: PriceView[];
  quotas: QuotaView[];
  previews: PreviewView[];
};

/** The scenario, to be changed at will. */
export function exampleData(): ExampleData {
  return {
    context: { ...context },
    kinds: [namespaceKind],
    requests: requests.map(each => ({ ...each })),
    resources: resources.map(each => ({ ...each })),
    audit: auditRecords,
    ...governance(),
  };
}
