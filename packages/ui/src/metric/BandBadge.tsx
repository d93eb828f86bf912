import { Link } from '@backstage/ui';
import { BandName, bandBars, bandWords } from './band';
import styles from './BandBadge.module.css';

/** Properties of {@link BandBadge}. */
export type BandBadgeProps = {
  /** null is shown as "No band", never as the lowest one. */
  band: BandName | null;
  /** Why there is no band, or which cut-off is not the report's own. */
  note?: string | null;
  /** Where the bands are defined; makes the badge a link that tells the note. */
  href?: string;
};

const barHeights = [4, 7, 10, 13];

/** Four bars of growing height: the more are filled, the better the band. */
function BandShape(props: { band: BandName }) {
  const filled = bandBars[props.band];
  return (
    <svg
      width="17"
      height="13"
      viewBox="0 0 17 13"
      aria-hidden
      className={styles.shape}
      data-band={props.band}
    >
      {barHeights.map((height, index) => (
        <rect
          key={height}
          x={index * 4.5 + 0.5}
          y={13 - height + 0.5}
          width="2.5"
          height={height - 1}
          className={index < filled ? styles.filled : styles.open}
        />
      ))}
    </svg>
  );
}

/** A band as a word and a shape, never by colour alone. */
export function BandBadge(props: BandBadgeProps) {
  const { band, note, href } = props;
  const content = (
    <>
      {band && <BandShape band={band} />}
      {band ? bandWords[band] : 'No band'}
    </>
  );
  if (!href) return <span className={styles.badge}>{content}</span>;

  const label = `${band ? `${bandWords[band]} band` : 'No band'}. ${
    note ? `${note} ` : ''
  }How bands are defined`;
  return (
    <Link
      href={href}
      standalone
      variant="body-small"
      className={styles.badge}
      aria-label={label}
      title={note ?? undefined}
    >
      {content}
    </Link>
  );
}
