import {
  compareFields,
  DriftMode,
  JsonObject,
  JsonValue,
  Plan,
  PlanItem,
} from '@slipway/plugin-self-service-common';
import { Kind, ObservedItem } from '@slipway/plugin-self-service-node';
import { SelfServiceSettings } from '../settings';

/** One field that is not as it should be, and what is to be done about it. */
export type Finding = {
  item: PlanItem;
  /** Dotted, list elements by `[key]`; empty when the whole item differs. */
  path: string;
  desired: JsonValue;
  /** Null when it is not there. */
  actual: JsonValue;
  /** Who else wrote it, where the target says. */
  manager: string | null;
  mode: DriftMode;
};

/**
 * What differs between a plan and what is there. An item that is not there
 * differs as a whole. One that bears somebody else's mark is reported and never
 * overwritten, whatever the modes say. What is ignored is among them, for it is
 * to stay as it is when the rest of its item is put back.
 */
export function findDrift(options: {
  kind: Kind;
  plan: Plan;
  items: ObservedItem[];
  /** selfService.drift.modes: what the settings say goes before the kind. */
  modes: SelfServiceSettings['drift']['modes'];
}): Finding[] {
  const { plan, items } = options;
  const found = new Map(items.map(item => [item.key, item]));
  return plan.items
    .flatMap(item => differencesOf(item, found.get(item.key)))
    .map(({ foreign, ...finding }) => ({
      ...finding,
      mode: foreign ? 'report' : modeOf(options, finding),
    }));
}

type Difference = Omit<Finding, 'mode'> & { foreign: boolean };

function differencesOf(
  item: PlanItem,
  seen: ObservedItem | undefined,
): Difference[] {
  const actual = seen?.actual ?? null;
  const whole = { item, path: '', desired: item.desired, actual };
  if (!seen || actual === null) {
    return [{ ...whole, manager: null, foreign: false }];
  }
  if (!seen.ours) {
    return [{ ...whole, manager: anyManager(seen), foreign: true }];
  }
  return compareFields(item.desired, actual).map(change => ({
    item,
    path: change.path,
    desired: asJson(change.after),
    actual: asJson(change.before),
    manager: managerOf(seen.managers, change.path),
    foreign: false,
  }));
}

function modeOf(
  options: Pick<Parameters<typeof findDrift>[0], 'kind' | 'modes'>,
  { item, path }: Omit<Finding, 'mode'>,
): DriftMode {
  const { kind, modes } = options;
  const rules = [
    ...modes.filter(rule => ['*', kind.id].includes(rule.kind)),
    ...kind.drift.rules,
  ];
  const rule = rules.find(
    ({ type, path: pattern }) =>
      ['*', item.type].includes(type) && matchesPath(pattern, path),
  );
  return rule?.mode ?? kind.drift.default;
}

/** `spec.replicas`, `metadata.labels.*` (and what is below), `*`. */
export function matchesPath(pattern: string, path: string): boolean {
  if (pattern === '*' || pattern === path) {
    return true;
  }
  if (!pattern.endsWith('.*')) {
    return false;
  }
  const parent = pattern.slice(0, -2);
  return path === parent || isBelow(path, parent);
}

/** Of the field itself, else of something in it, else of what it is in. */
function managerOf(
  managers: Record<string, string>,
  path: string,
): string | null {
  const own = managers[path];
  if (own !== undefined) {
    return own;
  }
  const near = Object.keys(managers)
    .filter(key => isBelow(key, path) || isBelow(path, key))
    .sort((a, b) => b.length - a.length);
  return near.length > 0 ? managers[near[0]] : null;
}

function anyManager({ managers }: ObservedItem): string | null {
  return Object.values(managers)[0] ?? null;
}

function isBelow(path: string, parent: string): boolean {
  return path.startsWith(`${parent}.`) || path.startsWith(`${parent}[`);
}

/** What a target gave is JSON; a field that is not there is null. */
function asJson(value: unknown): JsonValue {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

/**
 * The item as it is to be put back: fields that differ and are not enforced
 * stay as they are.
 */
export function enforcedItem(
  item: PlanItem,
  kept: ReadonlyArray<Pick<Finding, 'path' | 'actual'>>,
): PlanItem {
  const values = new Map(kept.map(({ path, actual }) => [path, actual]));
  return {
    ...item,
    desired: overlayObject('', item.desired, values),
  };
}

function overlayObject(
  path: string,
  object: JsonObject,
  values: ReadonlyMap<string, JsonValue>,
): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => {
      const own = path === '' ? key : `${path}.${key}`;
      const kept = overlay(own, value, values);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}

/** Undefined where what is there has nothing: then it is not ours to add. */
function overlay(
  path: string,
  value: JsonValue,
  values: ReadonlyMap<string, JsonValue>,
): JsonValue | undefined {
  if (values.has(path)) {
    return values.get(path) ?? undefined;
  }
  if (Array.isArray(value)) {
    return overlayList(path, value, values);
  }
  return typeof value === 'object' && value !== null
    ? overlayObject(path, value, values)
    : value;
}

function overlayList(
  path: string,
  list: JsonValue[],
  values: ReadonlyMap<string, JsonValue>,
): JsonValue[] {
  const own = [...values.keys()].filter(key => key.startsWith(`${path}[`));
  const names = new Set(
    own.map(key => key.slice(path.length + 1, key.indexOf(']', path.length))),
  );
  const taken = new Set<string>();
  const kept = list.flatMap(element => {
    const name = [...names].find(candidate => isNamed(element, candidate));
    if (name === undefined) {
      return [element];
    }
    taken.add(name);
    const value = overlay(`${path}[${name}]`, element, values);
    return value === undefined ? [] : [value];
  });
  const added = [...names]
    .filter(name => !taken.has(name))
    .flatMap(name => values.get(`${path}[${name}]`) ?? []);
  return [...kept, ...added];
}

function isNamed(element: JsonValue, name: string): boolean {
  return (
    typeof element === 'object' &&
    element !== null &&
    !Array.isArray(element) &&
    ['name', 'key', 'type', 'port', 'id'].some(
      key => Object.hasOwn(element, key) && String(element[key]) === name,
    )
  );
}
