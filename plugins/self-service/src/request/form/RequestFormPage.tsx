import { ButtonLink, Container, Header } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { ContextView, KindView } from '@slipway/plugin-self-service-common';
import { LoadingState, NoPermissionState, useRemote } from '@slipway/ui';
import { selfServiceApiRef } from '../../api/SelfServiceApi';
import { RemoteFailure } from '../../data/RemoteFailure';
import { useContextView } from '../../data/useContextView';
import { requestWords } from '../../shared/actionWords';
import { Crumbs } from '../../shared/Crumbs';
import { useLinks } from '../../shared/useLinks';
import { FormBody } from './FormBody';
import { useRequestForm } from './useRequestForm';
import styles from '../../shared/shared.module.css';

function LoadedForm(props: { kind: KindView; context: ContextView }) {
  const { kind, context } = props;
  const form = useRequestForm(kind, context);
  return <FormBody kind={kind} context={context} form={form} />;
}

function Content(props: { id: string; kind: KindView | undefined }) {
  const { id, kind } = props;
  const links = useLinks();
  const context = useContextView();
  if (context.error && !context.data) {
    return (
      <RemoteFailure
        what="The form"
        error={context.error}
        onRetry={context.retry}
        kept="What you typed is kept in this browser."
      />
    );
  }
  if (!kind || !context.data) {
    return <LoadingState label="Loading the form" rows={6} rowHeight={56} />;
  }
  if (!context.data.mayRequest) {
    return (
      <NoPermissionState
        what={`the form of ${id}: asking for things is not yours yet`}
        whoCanGrant="a platform engineer, by the permission self-service.request"
      />
    );
  }
  return (
    <LoadedForm
      // Another address asks for something else.
      key={`${links.form(id)} ${context.data.person.ref}`}
      kind={kind}
      context={context.data}
    />
  );
}

/** The form of a request for something new. */
export function RequestFormPage(props: { id: string }) {
  const { id } = props;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const kind = useRemote(api, `kind ${id}`, signal => api.kind(id, { signal }));
  const title = kind.data ? requestWords(kind.data) : `Request ${id}`;
  return (
    <main>
      <Header title={title} description={kind.data?.description} />
      <Crumbs crumbs={[{ label: title, href: links.form(id) }]} />
      <Container className={styles.page}>
        {kind.error && !kind.data ? (
          <RemoteFailure
            what="The form"
            error={kind.error}
            onRetry={kind.retry}
            kept="What you typed is kept in this browser."
            elsewhere={
              <ButtonLink href={links.home()} variant="secondary">
                What you can ask for
              </ButtonLink>
            }
          />
        ) : (
          <Content id={id} kind={kind.data} />
        )}
      </Container>
    </main>
  );
}
