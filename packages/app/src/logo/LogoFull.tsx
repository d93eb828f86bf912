import { LogoIcon } from './LogoIcon';
import styles from './Logo.module.css';

/** The mark with the product's name. */
export function LogoFull(props: { size?: number }) {
  const { size = 24 } = props;
  return (
    <span className={styles.full} style={{ fontSize: size * 0.75 }}>
      <LogoIcon size={size} className={styles.mark} />
      <span>Slipway</span>
    </span>
  );
}
