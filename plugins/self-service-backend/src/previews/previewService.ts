import { previewsActor } from '../audit/engineActor';
import { Requester } from '../service/requester';

/** Who asks for the environments of pull requests, and for their end. */
export const previewService: Requester = {
  ref: previewsActor,
  type: 'service',
};
