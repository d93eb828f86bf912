import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import {
  ActionResult,
  ContextView,
  ResourceDetail,
} from '@slipway/plugin-self-service-common';
import { EntityLink } from '@slipway/plugin-catalog-module-slipway';
import { LoadingState } from '@slipway/ui';
import { Loaded } from '../data/Loaded';
import { messageOf } from '../data/RemoteFailure';
import { useContextView } from '../data/useContextView';
import { FieldControl } from '../shared/fields/FieldControl';
import { notesOf } from '../shared/fields/notesOf';
import { ReasonField } from '../shared/fields/ReasonField';
import { ActionForm, useActionForm } from './useActionForm';
import { ActionOutcome } from './ActionOutcome';
import { ResourceAction } from './useActions';
import styles from './resource.module.css';

type ActionDialogProps = {
  resource: ResourceDetail;
  action: ResourceAction;
  onDone: (result: ActionResult) => void;
  onClose: () => void;
};

/** What depends on it, before it is taken away. */
function Dependants(props: { resource: ResourceDetail }) {
  const { dependants, protected: isProtected } = props.resource;
  if (isProtected) {
    return (
      <Alert
        status="warning"
        icon
        title="It is protected"
        description="Take the protection away first, with the action of that name."
      />
    );
  }
  if (dependants.length === 0) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        The catalog knows nothing that depends on it.
      </Text>
    );
  }
  return (
    <Alert
      status="warning"
      icon
      title="Something depends on it"
      description={
        <>
          {dependants.map(({ ref }, index) => (
            <span key={ref}>
              {index > 0 && ', '}
              <EntityLink entityRef={ref} />
            </span>
          ))}
        </>
      }
    />
  );
}

function Fields(
  props: Pick<ActionDialogProps, 'resource' | 'action'> & {
    context: ContextView;
    form: ActionForm;
  },
) {
  const { resource, action, context, form } = props;
  // Whether others depend on it is asked where some do.
  const fields = action.fields.filter(
    ({ name }) => name !== 'acceptDependants' || resource.dependants.length > 0,
  );
  const asksReason = !action.fields.some(({ name }) => name === 'reason');
  return (
    <div className={styles.fields}>
      {fields.map(field => (
        <FieldControl
          anyTeam={action.type === 'change'}
          key={field.name}
          kind={resource.kind}
          field={
            action.type === 'destroy' && field.control === 'text'
              ? { ...field, placeholder: resource.name }
              : field
          }
          values={{ environment: resource.environment, ...form.values }}
          context={context}
          notes={notesOf({
            field,
            state: form.preview,
            inputs: form.inputs,
            visited: form.isVisited(field.name),
          })}
          onChange={value => form.setValue(field.name, value)}
          onBlur={() => form.visit(field.name)}
        />
      ))}
      {asksReason && action.type !== 'issue' && (
        <ReasonField
          label="Why"
          help="Shown to whoever approves it, and kept in the audit."
          value={form.reason}
          onChange={form.setReason}
          rows={2}
        />
      )}
    </div>
  );
}

function Body(
  props: Pick<ActionDialogProps, 'resource' | 'action'> & { form: ActionForm },
) {
  const { resource, action, form } = props;
  const context = useContextView();
  return (
    <div className={styles.dialog}>
      {action.description && <Text as="p">{action.description}</Text>}
      {action.type === 'destroy' && <Dependants resource={resource} />}
      <Loaded
        remote={context}
        what="The form"
        placeholder={<LoadingState label="Loading the form" rows={2} />}
        headingLevel={3}
      >
        {known => <Fields {...props} context={known} />}
      </Loaded>
      {action.type !== 'issue' && <ActionOutcome action={action} form={form} />}
      {form.failure && (
        <Alert
          role="alert"
          status="danger"
          icon
          title="Not done"
          description={messageOf(form.failure)}
        />
      )}
    </div>
  );
}

/** Asks for an action: its fields, what it would do, and the verb. */
export function ActionDialog(props: ActionDialogProps) {
  const { action, resource } = props;
  const form = useActionForm(props);
  const leave = () => {
    form.forget();
    props.onClose();
  };
  return (
    <Dialog
      isOpen
      // A slip beside the dialog would lose what was typed.
      isDismissable={false}
      onOpenChange={open => !open && leave()}
      width="min(44rem, calc(100vw - 2rem))"
    >
      <DialogHeader>
        {action.title}: {resource.name}
      </DialogHeader>
      <DialogBody>
        <Body resource={resource} action={action} form={form} />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={leave}>
          Leave it
        </Button>
        <Button
          variant="primary"
          destructive={action.dangerous}
          isPending={form.sending}
          onPress={form.send}
        >
          {action.title}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
