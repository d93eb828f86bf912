import { Container, Header, Link, Text } from '@backstage/ui';
import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { Blocks } from '../definitions/Blocks';
import { content } from '../definitions/content';
import { useLinks } from '../filters/useLinks';
import { Crumbs } from './Crumbs';
import styles from '../definitions/definitions.module.css';

const entries = content.flatMap(block =>
  'heading' in block && block.level === 2 ? [block] : [],
);

/** What every metric and term means: docs/dora-metrics.md as a page. */
export function DefinitionsPage() {
  const links = useLinks({});
  const { hash } = useLocation();
  useEffect(() => {
    // The page was not there yet when the browser looked for the anchor.
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
  return (
    <main>
      <Header
        title="Definitions"
        description="What each metric and term means, by which formula, and where it comes from"
      />
      <Crumbs crumbs={[{ label: 'Definitions', href: links.definition() }]} />
      <Container>
        <div className={styles.layout}>
          <nav aria-label="On this page" className={styles.contents}>
            <Text as="p" weight="bold">
              On this page
            </Text>
            <ul>
              {entries.map(({ anchor, heading }) => (
                <li key={anchor}>
                  <Link href={`#${anchor}`} standalone variant="body-medium">
                    {heading}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className={styles.text}>
            <Blocks blocks={content} />
          </div>
        </div>
      </Container>
    </main>
  );
}
