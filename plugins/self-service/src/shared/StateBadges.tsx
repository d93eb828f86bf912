import {
  RequestSummary,
  ResourceState,
} from '@slipway/plugin-self-service-common';
import { StatusBadge } from '@slipway/ui';
import { resourceStateWords, wordsOfRequest } from './states';

/** A resource's state as a word and a shape. */
export function ResourceStateBadge(props: { state: ResourceState }) {
  const { word, tone } = resourceStateWords[props.state];
  return <StatusBadge tone={tone}>{word}</StatusBadge>;
}

/** A request's state as a word and a shape. */
export function RequestStateBadge(props: {
  request: Pick<RequestSummary, 'state' | 'cancelReason'>;
}) {
  const { word, tone } = wordsOfRequest(props.request);
  return <StatusBadge tone={tone}>{word}</StatusBadge>;
}
