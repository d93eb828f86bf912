import { isJsonObject } from '../isJsonObject';
import { cel } from '../file/PolicyCompiler';
import { CelValue } from '../cel';
import { Policy } from '../Policy';
import { PolicyInput } from '../PolicyInput';

/** What a policy is evaluated on, once each. */
export type Subject = {
  /** The item's key; null for the request. */
  item: string | null;
  variables: Record<string, CelValue>;
};

/**
 * A request's data in the engine's form, made once for all policies.
 *
 * @throws CelError of kind `limit`
 */
export class JudgedInput {
  private readonly values = new Map<string, CelValue>();

  constructor(readonly input: PolicyInput) {}

  subjectsOf(policy: Policy): Subject[] {
    const params = cel.value(policy.params);
    const { subject } = policy;
    if (subject.of === 'request') {
      return [{ item: null, variables: { ...this.requestValues(), params } }];
    }
    return this.input.items
      .filter(item => item.type === subject.type)
      .map(item => ({
        item: String(item.key),
        variables: { ...this.objectValues(item.desired), params },
      }));
  }

  private requestValues(): Record<string, CelValue> {
    const { atOnce: _, ...input } = this.input;
    const names = Object.keys(input) as Array<keyof typeof input>;
    return Object.fromEntries(
      names.map(name => [name, this.once(name, () => input[name])]),
    );
  }

  /** As an API server would hand it to admission. */
  private objectValues(object: unknown): Record<string, CelValue> {
    const { action } = this.input;
    return {
      object: cel.value(object),
      oldObject: null,
      // Null for the namespace itself, which stands in none.
      namespaceObject: isNamespace(object)
        ? null
        : this.once('namespaceObject', () => this.namespace()),
      request: cel.value({
        operation: action === 'create' ? 'CREATE' : 'UPDATE',
        dryRun: false,
        ...describeObject(object),
        userInfo: { username: this.input.requester.ref ?? '' },
      }),
    };
  }

  private namespace(): unknown {
    return (
      this.input.items.map(({ desired }) => desired).find(isNamespace) ?? null
    );
  }

  private once(name: string, data: () => unknown): CelValue {
    const known = this.values.get(name);
    if (known !== undefined) {
      return known;
    }
    const value = cel.value(data());
    this.values.set(name, value);
    return value;
  }
}

function isNamespace(object: unknown): boolean {
  return (
    isJsonObject(object) &&
    object.apiVersion === 'v1' &&
    object.kind === 'Namespace'
  );
}

function describeObject(object: unknown): object {
  if (!isJsonObject(object)) {
    return {
      name: '',
      namespace: '',
      kind: { group: '', version: '', kind: '' },
    };
  }
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  const [group, version] = String(object.apiVersion ?? '').includes('/')
    ? String(object.apiVersion).split('/')
    : ['', String(object.apiVersion ?? '')];
  return {
    name: metadata.name ?? '',
    namespace: metadata.namespace ?? '',
    kind: { group, version, kind: object.kind ?? '' },
  };
}
