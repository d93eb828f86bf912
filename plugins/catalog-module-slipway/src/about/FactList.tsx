import { ReactNode } from 'react';
import styles from './FactList.module.css';

/** One thing that is known about an entity. */
export type Fact = { name: string; value: ReactNode };

/** An entity's facts as names and values. */
export function FactList(props: { facts: Fact[] }) {
  return (
    <dl className={styles.list}>
      {props.facts.map(({ name, value }) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Several short words, each set off from the next. */
export function Words(props: { words: readonly string[] }) {
  return (
    <span className={styles.words}>
      {props.words.map(word => (
        <span key={word} className={styles.word}>
          {word}
        </span>
      ))}
    </span>
  );
}
