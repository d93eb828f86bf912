import { EntityLink } from '@slipway/plugin-catalog-module-slipway';

/** A person or a team; for a service the subject of its token, which has no page. */
export function Someone(props: { who: string; className?: string }) {
  const { who, className } = props;
  return /^(user|group):/.test(who) ? (
    <EntityLink entityRef={who} className={className} />
  ) : (
    <>{who}</>
  );
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
