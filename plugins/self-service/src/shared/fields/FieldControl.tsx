import {
  NumberField,
  Select,
  Switch,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import {
  ContextView,
  FieldView,
  JsonValue,
} from '@slipway/plugin-self-service-common';
import { useId } from 'react';
import { choicesOf, open, openLabel } from './choices';
import { EntityField } from './EntityField';
import { FieldNotes, Notes, standsInTheWay } from './FieldNotes';
import { FieldValues, toText } from './values';
import styles from './fields.module.css';

type FieldControlProps = {
  kind: string;
  field: FieldView;
  /** What stands in all fields: some choices depend on others. */
  values: FieldValues;
  context: ContextView;
  /** Offers teams that the person is not in, too. */
  anyTeam?: boolean;
  notes: Notes;
  onChange: (value: JsonValue) => void;
  /** The field was left. */
  onBlur: () => void;
};

type ControlProps = FieldControlProps & { notesId: string };

function ChoiceField(
  props: ControlProps & { choices: Array<{ id: string; label: string }> },
) {
  const { field, values, context, choices, notes, notesId } = props;
  const { name, label, required } = field;
  const value = toText(values[name]);
  // Something is chosen already, or has to be: there is no way back to nothing.
  const offersOpen = !required || !value;
  return (
    <Select
      label={label}
      isRequired={required}
      isInvalid={standsInTheWay(notes)}
      aria-describedby={notesId}
      options={[
        ...(offersOpen
          ? [{ id: open, label: openLabel(field, values, context) }]
          : []),
        ...choices,
      ]}
      value={value || open}
      onChange={id => props.onChange(id === open ? '' : String(id))}
      onBlur={props.onBlur}
    />
  );
}

function NumberControl(props: ControlProps) {
  const { field, values, notes, notesId } = props;
  const value = values[field.name];
  return (
    <NumberField
      label={field.label}
      placeholder={field.placeholder}
      isRequired={field.required}
      validationBehavior="aria"
      isInvalid={standsInTheWay(notes)}
      aria-describedby={notesId}
      value={typeof value === 'number' ? value : NaN}
      onChange={number => props.onChange(Number.isNaN(number) ? '' : number)}
      onBlur={props.onBlur}
    />
  );
}

function SwitchControl(props: ControlProps) {
  const { field, values, notesId } = props;
  return (
    <Switch
      label={field.label}
      aria-describedby={notesId}
      isSelected={values[field.name] === true}
      onChange={props.onChange}
    />
  );
}

function TypedControl(props: ControlProps & { long: boolean }) {
  const { field, values, notes, notesId, long } = props;
  const common = {
    label: field.label,
    placeholder: field.placeholder,
    isRequired: field.required,
    validationBehavior: 'aria' as const,
    isInvalid: standsInTheWay(notes),
    'aria-describedby': notesId,
    autoComplete: 'off',
    spellCheck: long ? undefined : ('false' as const),
    onChange: props.onChange,
    onBlur: props.onBlur,
  };
  const value = values[field.name];
  return long ? (
    <TextAreaField {...common} value={toText(value)} />
  ) : (
    <TextField {...common} value={toText(value)} />
  );
}

function Control(props: ControlProps) {
  const { field, values, notes, notesId } = props;
  const choices = choicesOf(props);
  if (choices) return <ChoiceField {...props} choices={choices} />;
  switch (field.control) {
    case 'number':
      return <NumberControl {...props} />;
    case 'switch':
      return <SwitchControl {...props} />;
    case 'system':
    case 'component':
      return (
        <EntityField
          kind={field.control}
          label={field.label}
          isRequired={field.required}
          isInvalid={standsInTheWay(notes)}
          describedBy={notesId}
          value={toText(values[field.name])}
          onChange={props.onChange}
        />
      );
    default:
      return <TypedControl {...props} long={field.control === 'long-text'} />;
  }
}

/** A field of a form as its control says, with what is said about it below. */
export function FieldControl(props: FieldControlProps) {
  const notesId = useId();
  return (
    <div className={styles.field} data-field={props.field.name}>
      <Control {...props} notesId={notesId} />
      <FieldNotes id={notesId} help={props.field.help} notes={props.notes} />
    </div>
  );
}
