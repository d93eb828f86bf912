import { EntityLink } from '@slipway/plugin-catalog-module-slipway';

/** A person or, for a service, the subject of its token. */
export function Someone(props: { who: string }) {
  const { who } = props;
  return /^\w+:/.test(who) ? <EntityLink entityRef={who} /> : <>{who}</>;
}
