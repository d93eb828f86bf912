import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Alert,
  Button,
} from '@backstage/ui';
import {
  ContextView,
  FieldView,
  KindView,
} from '@slipway/plugin-self-service-common';
import { formatRelative, Panel } from '@slipway/ui';
import { FormEvent, useEffect, useRef, useState } from 'react';
import { messageOf } from '../../data/RemoteFailure';
import { requestWords } from '../../shared/actionWords';
import { FieldControl } from '../../shared/fields/FieldControl';
import { standsInTheWay } from '../../shared/fields/FieldNotes';
import { notesOf, problemText } from '../../shared/fields/notesOf';
import { ReasonField } from '../../shared/fields/ReasonField';
import { WhatWillHappen } from '../../shared/WhatWillHappen';
import { FormAside } from './FormAside';
import { RequestForm } from './useRequestForm';
import formStyles from './form.module.css';
import styles from '../../shared/shared.module.css';

type Props = { kind: KindView; context: ContextView; form: RequestForm };

function Restored(props: { form: RequestForm }) {
  const { restoredAt, startOver } = props.form;
  if (!restoredAt) return null;
  return (
    <Alert
      status="info"
      icon
      title={`What you typed ${formatRelative(
        restoredAt,
        Date.now(),
      )} is here again`}
      customActions={
        <Button size="small" variant="tertiary" onPress={startOver}>
          Start over
        </Button>
      }
    />
  );
}

/** Common fields with a default that is right for nearly everybody. */
const rarelySet = ['target', 'costCenter', 'system', 'component', 'adoption'];

const isRare = ({ name, required }: FieldView) =>
  !required && rarelySet.includes(name);

const notesFor = (field: FieldView, form: RequestForm) =>
  notesOf({
    field,
    state: form.preview,
    inputs: form.inputs,
    visited: form.isVisited(field.name),
  });

function Field(props: Props & { field: FieldView }) {
  const { kind, context, form, field } = props;
  return (
    <FieldControl
      kind={kind.id}
      field={field}
      values={form.values}
      context={context}
      notes={notesFor(field, form)}
      onChange={value => form.setValue(field.name, value)}
      onBlur={() => form.visit(field.name)}
    />
  );
}

/** What few have to set, folded away while nothing is wrong with it. */
function RareFields(props: Props) {
  const { kind, form } = props;
  const fields = kind.fields.filter(isRare);
  const wrong = fields.some(field => standsInTheWay(notesFor(field, form)));
  const [open, setOpen] = useState(false);
  if (fields.length === 0) return null;
  return (
    <Accordion isExpanded={open || wrong} onExpandedChange={setOpen}>
      <AccordionTrigger level={3}>
        <span className={formStyles.moreTitle}>
          <span>More choices</span>{' '}
          <span>{fields.map(({ label }) => label).join(', ')}</span>
        </span>
      </AccordionTrigger>
      <AccordionPanel>
        <div className={formStyles.fields}>
          {fields.map(field => (
            <Field key={field.name} {...props} field={field} />
          ))}
        </div>
      </AccordionPanel>
    </Accordion>
  );
}

function Fields(props: Props) {
  const { kind, form } = props;
  return (
    <Panel title="What you need" headingLevel={2}>
      <div className={formStyles.fields}>
        {kind.fields
          .filter(field => !isRare(field))
          .map(field => (
            <Field key={field.name} {...props} field={field} />
          ))}
        <RareFields {...props} />
        <ReasonField
          label="Why you need it"
          help="Shown to whoever approves it, and kept in the audit."
          value={form.reason}
          onChange={form.setReason}
        />
      </div>
    </Panel>
  );
}

/** Why it was not sent, or what the backend said. */
function Outcome(props: { kind: KindView; form: RequestForm }) {
  const { kind, form } = props;
  if (form.failure) {
    return (
      <Alert
        role="alert"
        status="danger"
        icon
        title="Not requested"
        description={`${messageOf(form.failure)} What you typed is kept.`}
      />
    );
  }
  if (!form.refused) return null;
  const reasons = (form.preview.preview?.problems ?? []).map(problem =>
    problemText({ problem, fields: kind.fields, inputs: form.inputs }),
  );
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title="It cannot be requested as it stands"
      description={
        reasons.length > 0
          ? reasons.join(' ')
          : 'A limit would be exceeded: see the quota.'
      }
    />
  );
}

/** What ends the form: why it was not sent, and the button. */
function Foot(props: { kind: KindView; form: RequestForm }) {
  const { kind, form } = props;
  return (
    <div className={styles.foot}>
      <Outcome kind={kind} form={form} />
      <div className={styles.actions}>
        <Button
          type="submit"
          variant="primary"
          size="medium"
          isPending={form.sending}
        >
          {requestWords(kind)}
        </Button>
        {form.preview.preview?.approval && (
          <span className={styles.quiet}>
            It waits for approval before anything is made.
          </span>
        )}
      </div>
    </div>
  );
}

/** The fields, what they come to, and the button that says so. */
export function FormBody(props: Props) {
  const { kind, form } = props;
  const element = useRef<HTMLFormElement>(null);
  const { refused } = form;
  useEffect(() => {
    if (!refused) return;
    element.current
      ?.querySelector<HTMLElement>(
        '[aria-invalid="true"], [data-invalid] button',
      )
      ?.focus();
  }, [refused]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.send();
  };
  return (
    <>
      <Restored form={form} />
      <form
        ref={element}
        onSubmit={submit}
        noValidate
        aria-label={requestWords(kind)}
        className={`${styles.columns} ${styles.withFoot}`}
      >
        <div className={styles.main}>
          <Fields {...props} />
          <WhatWillHappen state={form.preview} />
        </div>
        <FormAside state={form.preview} />
        <Foot kind={kind} form={form} />
      </form>
    </>
  );
}
