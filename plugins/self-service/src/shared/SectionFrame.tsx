import { Container, Header } from '@backstage/ui';
import { ReactNode } from 'react';
import { useContextView } from '../data/useContextView';
import { Crumbs } from './Crumbs';
import styles from './shared.module.css';
import { Links, useLinks } from './useLinks';

/** The sections of self-service, in the order of their tabs. */
const sections = [
  { id: 'home', label: 'Overview' },
  { id: 'approvals', label: 'Approvals' },
  { id: 'activity', label: 'Activity' },
  { id: 'admin', label: 'Administration' },
] as const;

type Section = (typeof sections)[number]['id'];

const hrefOf = (links: Links, section: Section) => links[section]();

/** The head of a section's page with the way to the others, and its content. */
export function SectionFrame(props: {
  section: Section;
  /** What the page answers, in a sentence. */
  description: string;
  children: ReactNode;
}) {
  const { section, description, children } = props;
  const links = useLinks();
  const context = useContextView().data;
  const label = sections.find(({ id }) => id === section)?.label ?? '';
  // Offered to those who may; an address from elsewhere says who can grant it.
  const shown = sections.filter(
    ({ id }) => id !== 'activity' || context?.mayAudit || section === id,
  );
  return (
    <main>
      <Header
        // The mark of the active tab is not moved when a tab comes before it.
        key={shown.length}
        title={section === 'home' ? 'Self-service' : label}
        description={description}
        tabs={shown.map(tab => ({ ...tab, href: hrefOf(links, tab.id) }))}
        activeTabId={section}
      />
      {section !== 'home' && (
        <Crumbs crumbs={[{ label, href: hrefOf(links, section) }]} />
      )}
      <Container className={styles.page}>{children}</Container>
    </main>
  );
}
