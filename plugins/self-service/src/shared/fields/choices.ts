import { ContextView, FieldView } from '@slipway/plugin-self-service-common';
import { durationWords, usualDurations } from '../durations';
import { FieldValues } from './values';

/** One thing that can be chosen. */
export type Choice = { id: string; label: string };

/** Stands for a field that is left open: an empty id is no key of a list. */
export const open = 'open';

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function teamChoices(context: ContextView, anyTeam: boolean): Choice[] {
  const teams =
    context.mayAdmin || anyTeam
      ? context.teams
      : context.teams.filter(team => team.mine || team.led);
  return teams.map(({ ref, title }) => ({ id: ref, label: title }));
}

function targetChoices(
  context: ContextView,
  kind: string,
  environment: string,
): Choice[] {
  return context.targets
    .filter(
      target =>
        target.kinds.includes(kind) &&
        (!environment || target.environments.includes(environment)),
    )
    .map(({ name, title, health }) => ({
      id: name,
      label: health === 'unreachable' ? `${title} (unreachable)` : title,
    }));
}

function durationChoices(
  context: ContextView,
  environment: string,
  current: string,
): Choice[] {
  const chosen = context.environments.find(({ name }) => name === environment);
  const offered = usualDurations({
    maximum: chosen?.maximumTtl ?? null,
    current,
  });
  return offered.map(iso => ({ id: iso, label: durationWords(iso) }));
}

/** What a field that is left open comes to, in words. */
export function openLabel(
  field: FieldView,
  values: FieldValues,
  context: ContextView,
): string {
  const environment = context.environments.find(
    ({ name }) => name === values.environment,
  );
  switch (field.control) {
    case 'duration':
      if (field.name !== 'ttl')
        return field.required ? 'Choose one' : 'As usual';
      return environment?.defaultTtl
        ? `As ${environment.name} has it: ${durationWords(
            environment.defaultTtl,
          )}`
        : 'No expiry';
    case 'target':
      return 'Chosen for you';
    case 'team':
    case 'environment':
      return 'Choose one';
    default:
      return field.required ? 'Choose one' : 'None';
  }
}

/**
 * What can be chosen for a field; undefined when it is typed, or looked up in
 * the catalog.
 */
export function choicesOf(options: {
  kind: string;
  field: FieldView;
  values: FieldValues;
  context: ContextView;
  /** To be handed to, not asked for: teams that the person is not in, too. */
  anyTeam?: boolean;
}): Choice[] | undefined {
  const { kind, field, values, context, anyTeam = false } = options;
  const environment = textOf(values.environment);
  switch (field.control) {
    case 'team':
      return teamChoices(context, anyTeam);
    case 'environment':
      return context.environments.map(({ name, class: group }) => ({
        id: name,
        label: name === group ? name : `${name} (${group})`,
      }));
    case 'target':
      return targetChoices(context, kind, environment);
    case 'duration':
      return durationChoices(context, environment, textOf(values[field.name]));
    case 'choice':
      return (field.choices ?? []).map(({ value, label, help }) => ({
        id: value,
        label: help ? `${label}: ${help}` : label,
      }));
    default:
      return undefined;
  }
}
