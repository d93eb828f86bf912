import { ButtonLink, Container, Header } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { ContextView, KindView } from '@slipway/plugin-self-service-common';
import { LoadingState, NoPermissionState, useRemote } from '@slipway/ui';
import { selfServiceApiRef } from '../../api/SelfServiceApi';
import { Loaded } from '../../data/Loaded';
import { useContextView } from '../../data/useContextView';
import { requestWords } from '../../shared/actionWords';
import { Crumbs } from '../../shared/Crumbs';
import { useLinks } from '../../shared/useLinks';
import { FormBody } from './FormBody';
import { useRequestForm } from './useRequestForm';
import styles from '../../shared/shared.module.css';

function Form(props: { kind: KindView; context: ContextView }) {
  const { kind, context } = props;
  const form = useRequestForm(kind, context);
  return <FormBody kind={kind} context={context} form={form} />;
}

const kept = 'What you typed is kept in this browser.';

const placeholder = (
  <LoadingState label="Loading the form" rows={6} rowHeight={56} />
);

function Content(props: { kind: KindView }) {
  const { kind } = props;
  const links = useLinks();
  const context = useContextView();
  return (
    <Loaded
      remote={context}
      what="The form"
      kept={kept}
      placeholder={placeholder}
    >
      {known =>
        known.mayRequest ? (
          <Form
            // Another address asks for something else.
            key={`${links.form(kind.id)} ${known.person.ref}`}
            kind={kind}
            context={known}
          />
        ) : (
          <NoPermissionState
            what="this form"
            whoCanGrant="a platform engineer, by the permission self-service.request"
          />
        )
      }
    </Loaded>
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
        <Loaded
          remote={kind}
          what="The form"
          kept={kept}
          elsewhere={
            <ButtonLink href={links.home()} variant="secondary">
              What you can ask for
            </ButtonLink>
          }
          placeholder={placeholder}
        >
          {known => <Content kind={known} />}
        </Loaded>
      </Container>
    </main>
  );
}
