import { EntityLink } from '@slipway/plugin-catalog-module-slipway';

/** A person or, for a service, the subject of its token. */
export function Someone(props: { who: string }) {
  const { who } = props;
  return /^\w+:/.test(who) ? <EntityLink entityRef={who} /> : <>{who}</>;
}

/** Who did something, and for whom when a service did it for a person. */
export function Actor(props: {
  of: { actor: string; onBehalfOf: string | null };
}) {
  const { actor, onBehalfOf } = props.of;
  return (
    <>
      <Someone who={actor} />
      {onBehalfOf && (
        <>
          {' '}
          for <Someone who={onBehalfOf} />
        </>
      )}
    </>
  );
}
