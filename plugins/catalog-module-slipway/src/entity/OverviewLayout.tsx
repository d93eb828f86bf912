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
 * cards side by side where there is room.
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
      <div className={styles.content}>{draw(content)}</div>
    </div>
  );
}
