import {
  EntityOrphanWarning,
  EntityProcessingErrorsPanel,
  EntityRelationWarning,
  EntitySwitch,
  hasCatalogProcessingErrors,
  hasRelationWarnings,
  isOrphan,
} from '@backstage/plugin-catalog';
import { EntityContentLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import { Fragment } from 'react';
import styles from './OverviewLayout.module.css';

/** What is wrong with the entry itself; empty for most. */
function Warnings() {
  return (
    <div className={styles.warnings}>
      <EntitySwitch>
        <EntitySwitch.Case if={isOrphan}>
          <EntityOrphanWarning />
        </EntitySwitch.Case>
      </EntitySwitch>
      <EntitySwitch>
        <EntitySwitch.Case if={hasRelationWarnings}>
          <EntityRelationWarning />
        </EntitySwitch.Case>
      </EntitySwitch>
      <EntitySwitch>
        <EntitySwitch.Case if={hasCatalogProcessingErrors}>
          <EntityProcessingErrorsPanel />
        </EntitySwitch.Case>
      </EntitySwitch>
    </div>
  );
}

/**
 * The overview of an entity: what it is across the whole width, then the other
 * cards in two columns where there is room. Two stacks rather than rows of a
 * grid, because a short card beside a long one would leave a hole.
 */
export function OverviewLayout(props: EntityContentLayoutProps) {
  const info = props.cards.filter(card => card.type === 'info');
  const content = props.cards.filter(card => card.type !== 'info');
  const draw = (cards: typeof info) =>
    cards.map(({ element }, index) => (
      <Fragment key={element.key ?? index}>{element}</Fragment>
    ));
  return (
    <div className={styles.layout}>
      <Warnings />
      {draw(info)}
      <div className={styles.columns}>
        {[0, 1].map(column => (
          <div key={column} className={styles.column}>
            {draw(content.filter((_, index) => index % 2 === column))}
          </div>
        ))}
      </div>
    </div>
  );
}
