import { Link } from '@backstage/ui';
import { OnCallContact } from '@slipway/plugin-service-metadata-common';
import { EntityLink } from './EntityLink';

/** Whom to call: a group or person of the catalog, a rota's address, a mailbox. */
export function OnCall(props: { contact: OnCallContact }) {
  const { contact } = props;
  switch (contact.type) {
    case 'entity':
      return <EntityLink entityRef={contact.entityRef} />;
    case 'email':
      return (
        <Link href={`mailto:${contact.email}`} standalone>
          {contact.email}
        </Link>
      );
    case 'url':
      return (
        <Link href={contact.url} target="_blank" standalone>
          {shortUrl(contact.url)}
        </Link>
      );
    default:
      return contact satisfies never;
  }
}

/** `rota.example.com/checkout`: what tells two addresses apart, without the scheme. */
function shortUrl(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname === '/' ? '' : pathname}`;
}
