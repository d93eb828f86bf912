import { findAsyncApiFault } from './asyncapi';
import { findGraphqlFault } from './graphql';
import { findGrpcFault } from './grpc';
import { findOpenApiFault } from './openapi';

/** Says what is wrong with the text of a definition; undefined: nothing. */
export type FindFault = (text: string) => Promise<string | undefined>;

/** The check of each type of API, and what the type is called. */
export const definitionFormats: ReadonlyMap<
  string,
  { title: string; findFault: FindFault }
> = new Map([
  ['openapi', { title: 'OpenAPI 3', findFault: findOpenApiFault }],
  ['asyncapi', { title: 'AsyncAPI', findFault: findAsyncApiFault }],
  ['graphql', { title: 'GraphQL', findFault: findGraphqlFault }],
  ['grpc', { title: 'Protocol Buffers', findFault: findGrpcFault }],
]);
