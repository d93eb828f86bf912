import { ButtonLink } from '@backstage/ui';
import {
  RiBookOpenLine,
  RiChat3Line,
  RiCodeSSlashLine,
  RiFirstAidKitLine,
  RiLineChartLine,
  RiLink,
} from '@remixicon/react';
import { ReactElement } from 'react';
import styles from './Destinations.module.css';
import { Destination } from './destinations';
import { NotSet } from './NotSet';

const icons: Record<Destination['icon'], ReactElement> = {
  docs: <RiBookOpenLine />,
  runbook: <RiFirstAidKitLine />,
  dashboard: <RiLineChartLine />,
  source: <RiCodeSSlashLine />,
  chat: <RiChat3Line />,
  link: <RiLink />,
};

function DestinationItem(props: { destination: Destination }) {
  const { icon, title, target } = props.destination;
  if (!target) {
    return null;
  }
  return 'url' in target ? (
    <ButtonLink
      variant="secondary"
      href={target.url}
      target="_blank"
      rel="noopener"
      iconStart={icons[icon]}
    >
      {title}
    </ButtonLink>
  ) : (
    <span className={styles.name}>
      <span aria-hidden className={styles.icon}>
        {icons[icon]}
      </span>
      {title} {target.name}
    </span>
  );
}

/** Where an entity's docs, runbook, dashboard, source and chat are. */
export function Destinations(props: { destinations: Destination[] }) {
  const known = props.destinations.filter(({ target }) => target);
  const missing = props.destinations.filter(({ remedy }) => remedy);
  return (
    <>
      {known.length > 0 && (
        <ul className={styles.known} aria-label="Where things are">
          {known.map(destination => (
            <li key={destination.id}>
              <DestinationItem destination={destination} />
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <ul className={styles.missing} aria-label="What is missing">
          {missing.map(({ id, title, remedy = '' }) => (
            <li key={id}>
              <NotSet what={title} remedy={remedy} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
