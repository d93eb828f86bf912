import { stringify } from 'yaml';
import { compareFields } from './compareFields';
import { JsonObject } from './json';
import { ItemChange, ItemOperation, PlanItem } from './plan';

/** An item as it is at the target; `actual` is null when it is not there. */
export type FoundItem = { key: string; actual: JsonObject | null };

/** What was made earlier, so that what a plan no longer has can be named. */
export type MadeItem = {
  key: string;
  type: string;
  title: string;
  wave: number;
};

/**
 * What a plan would do to each item. Without `found`, when the target could not
 * be read, all of it is shown as new. Items that were made earlier and that the
 * plan no longer has are removed; what nobody made and nobody wants is not ours
 * to speak of.
 *
 * @returns the plan's items in the order in which they are applied, then what
 * is removed in the order in which that is done
 */
export function diffItems(of: {
  desired: readonly PlanItem[];
  found: readonly FoundItem[] | undefined;
  made?: readonly MadeItem[];
}): ItemChange[] {
  const { desired, found, made = [] } = of;
  const actual = new Map(found?.map(item => [item.key, item.actual]));
  const wanted = new Set(desired.map(item => item.key));
  const removed = made.filter(
    item =>
      !wanted.has(item.key) &&
      (found === undefined || (actual.get(item.key) ?? null) !== null),
  );
  return [
    ...[...desired]
      .sort((a, b) => a.wave - b.wave)
      .map(item => toChange(item, item.desired, actual.get(item.key) ?? null)),
    ...[...removed]
      .sort((a, b) => b.wave - a.wave)
      .map(item => toChange(item, null, actual.get(item.key) ?? null)),
  ];
}

function toChange(
  item: MadeItem,
  desired: JsonObject | null,
  actual: JsonObject | null,
): ItemChange {
  const fields =
    desired !== null && actual !== null ? compareFields(desired, actual) : [];
  return {
    key: item.key,
    type: item.type,
    title: item.title,
    wave: item.wave,
    operation: operationOf(desired, actual, fields.length),
    fields,
    before: actual === null ? null : toText(ours(actual, desired)),
    after: desired === null ? null : toText(desired),
  };
}

function operationOf(
  desired: JsonObject | null,
  actual: JsonObject | null,
  differences: number,
): ItemOperation {
  if (desired === null) {
    return 'remove';
  }
  if (actual === null) {
    return 'create';
  }
  return differences > 0 ? 'update' : 'none';
}

/** The part of it that a text beside the wanted one should show. */
function ours(actual: unknown, desired: unknown): unknown {
  if (!isObject(actual) || !isObject(desired)) {
    return actual;
  }
  return Object.fromEntries(
    Object.keys(desired)
      .filter(key => Object.hasOwn(actual, key))
      .map(key => [key, ours(actual[key], desired[key])]),
  );
}

/** Keys sorted, no line folded: equal values have equal texts. */
function toText(value: unknown): string {
  return stringify(value, { sortMapEntries: true, lineWidth: 0 });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
