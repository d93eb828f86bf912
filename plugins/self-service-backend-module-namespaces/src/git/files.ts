import {
  JsonObject,
  JsonValue,
  PlanItem,
} from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  StepContext,
} from '@slipway/plugin-self-service-node';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { NamespaceSpec } from '../kind/spec';
import { canonicalYaml } from './canonicalYaml';

/** Texts by the file's name within the folder of a namespace. */
export type Files = ReadonlyMap<string, string>;

export const requestFile = 'request.yaml';
export const kustomizationFile = 'kustomization.yaml';

/** By the kind of object. */
export const fileNames: Readonly<Record<string, string>> = {
  Namespace: 'namespace.yaml',
  ResourceQuota: 'quota.yaml',
  LimitRange: 'limitrange.yaml',
  NetworkPolicy: 'networkpolicies.yaml',
  ServiceAccount: 'serviceaccount.yaml',
  RoleBinding: 'rbac.yaml',
};

/** The file in which an object of this kind is. */
export function fileOf(type: string): string {
  return fileNames[type] ?? `${type.toLowerCase()}.yaml`;
}

/**
 * The objects as files, with the kustomization that lists them.
 *
 * @param more - what else it lists: files of others
 */
export function objectFiles(
  items: readonly PlanItem[],
  more: readonly string[] = [],
): Map<string, string> {
  const files = new Map<string, JsonObject[]>();
  for (const item of items) {
    const name = fileOf(item.type);
    files.set(name, [...(files.get(name) ?? []), item.desired]);
  }
  const names = [...files.keys()].sort();
  return new Map([
    ...names.map((name): [string, string] => [
      name,
      canonicalYaml(...(files.get(name) ?? [])),
    ]),
    [kustomizationFile, kustomizationText([...names, ...more])],
  ]);
}

/** The kustomization that lists these, each once and in order. */
export function kustomizationText(names: readonly string[]): string {
  return canonicalYaml({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...new Set(names)].sort(),
  });
}

/** What was asked for, for whoever reads the repository. Not applied. */
export function requestText(
  context: StepContext<NamespaceSpec>,
  cluster: string,
): string {
  const { resource, plan, request, requestId } = context;
  return canonicalYaml({
    cluster,
    resource: recordOf(resource),
    inputs: resource.spec,
    templateVersion: plan?.templateVersion ?? resource.templateVersion,
    ...(request && {
      request: {
        id: requestId,
        action: request.action,
        requestedBy: request.requestedBy,
        planHash: request.planHash,
        reason: request.reason,
      },
    }),
  });
}

function recordOf(resource: DesiredResource<NamespaceSpec>) {
  const { id, kind, name, team, environment, environmentClass } = resource;
  const { costCenter, system, component, paused } = resource;
  return {
    ...{ id, kind, name, team, environment, environmentClass },
    ...{ costCenter, system, component, paused },
  };
}

/** Whose folder it is; undefined when nobody of Slipway wrote it. */
export function resourceIdOf(files: Files): string | undefined {
  const record = z.object({ resource: z.object({ id: z.string() }) });
  const [document] = documentsOf(files.get(requestFile) ?? '').documents;
  const parsed = record.safeParse(document);
  return parsed.success ? parsed.data.resource.id : undefined;
}

/** The objects that the folder's kustomization applies, by the key of their item. */
export function readObjects(files: Files): {
  objects: Map<string, JsonObject>;
  /** Sentences about files that cannot be read. */
  problems: string[];
} {
  const kustomization = z.object({ resources: z.array(z.string()) });
  const list = kustomization.safeParse(
    documentsOf(files.get(kustomizationFile) ?? '').documents[0],
  );
  const listed = list.success ? list.data.resources : [];
  const objects = new Map<string, JsonObject>();
  const problems: string[] = [];
  for (const name of listed.filter(entry => files.has(entry))) {
    const { documents, problem } = documentsOf(files.get(name) ?? '');
    if (problem) {
      problems.push(`${name} cannot be read: ${problem}.`);
    }
    for (const document of documents) {
      const key = keyOf(document);
      if (key) {
        objects.set(key, document);
      }
    }
  }
  return { objects, problems };
}

const named = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string() }),
});

/** The key of the plan's item that an object is. */
export function keyOf(object: JsonObject): string | undefined {
  const parsed = named.safeParse(object);
  return parsed.success
    ? `${parsed.data.kind}/${parsed.data.metadata.name}`
    : undefined;
}

/** The documents of a file that somebody may have written by hand. */
export function documentsOf(text: string): {
  documents: JsonObject[];
  problem?: string;
} {
  const documents: JsonObject[] = [];
  try {
    for (const document of parseAllDocuments(text)) {
      const [error] = document.errors;
      if (error) {
        return { documents: [], problem: firstLine(error.message) };
      }
      const value: unknown = document.toJS({ maxAliasCount: 20 });
      if (isJsonObject(value)) {
        documents.push(value);
      }
    }
  } catch (error) {
    return { documents: [], problem: firstLine(String(error)) };
  }
  return { documents };
}

function firstLine(text: string): string {
  return text.split('\n')[0].replace(/[:.]$/, '');
}

function isJsonObject(value: unknown): value is JsonObject {
  return isJson(value) && typeof value === 'object' && !Array.isArray(value);
}

function isJson(value: unknown): value is JsonValue {
  if (Array.isArray(value)) {
    return value.every(isJson);
  }
  if (typeof value === 'object' && value !== null) {
    return (
      Object.getPrototypeOf(value) === Object.prototype &&
      Object.values(value).every(isJson)
    );
  }
  return (
    ['string', 'number', 'boolean'].includes(typeof value) || value === null
  );
}
