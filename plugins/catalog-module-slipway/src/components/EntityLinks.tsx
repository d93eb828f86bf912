import { Fragment } from 'react';
import { EntityLink } from './EntityLink';

/** Several entities in a line, with commas between. */
export function EntityLinks(props: { entityRefs: readonly string[] }) {
  return (
    <>
      {props.entityRefs.map((entityRef, index) => (
        <Fragment key={entityRef}>
          {index > 0 && ', '}
          <EntityLink entityRef={entityRef} />
        </Fragment>
      ))}
    </>
  );
}
