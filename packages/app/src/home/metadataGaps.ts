import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  checkServiceMetadata,
  listMetadataGaps,
  metadataAnnotations,
  MetadataField,
} from '@slipway/plugin-service-metadata-common';

/** Something about a service that its team has yet to say, or to say right. */
export type MetadataGap = {
  entityRef: string;
  /** `No runbook`. */
  title: string;
  remedy: string;
};

const fieldNames: Record<MetadataField, string> = {
  tier: 'tier',
  onCall: 'on-call contact',
  technology: 'technology',
  runbook: 'runbook',
  dashboard: 'dashboard',
  docs: 'docs',
  chat: 'chat channel',
  compliance: 'compliance tags',
  lead: 'lead',
  timeZone: 'time zone',
  costCenter: 'cost center',
  selfServiceId: 'self-service id',
};

/** What is missing from the metadata of services, and what is wrong in it. */
export function findMetadataGaps(services: Entity[]): MetadataGap[] {
  return services.flatMap(service => {
    const entityRef = stringifyEntityRef(service);
    const wrong = checkServiceMetadata(service);
    const wrongFields = wrong.map(problem => problem.field);
    const missing = listMetadataGaps(service).filter(
      field =>
        !wrongFields.some(name => name.endsWith(metadataAnnotations[field])),
    );
    return [
      ...wrong.map(({ field, rule, remedy }) => ({
        entityRef,
        title: `${field.replace(/^metadata\.annotations\./, '')} ${rule}`,
        remedy,
      })),
      ...missing.map(field => ({
        entityRef,
        title: `No ${fieldNames[field]}`,
        remedy: `Add metadata.annotations.${metadataAnnotations[field]} to its file.`,
      })),
    ];
  });
}
